import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { QueryParameters } from './query-parameters';
import { ServiceError } from './service-error';

/** Part of a result, and the token that gets the next part. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

const smallestPage = 5;
const largestPage = 1000;

/** Tokens are opaque and good for this run only: nobody gets to rely on what is in one. */
const tokenKey = randomBytes(32);

/**
 * The page a request asks for, by MaxResults and NextToken; everything, where it asks for no pages.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html#api-pagination
 *
 * @param items in an order that never changes, so that a page can go on where the last one ended
 * @param positionOf a number that rises from item to item
 */
export function pageOf<Item>(
  items: readonly Item[],
  positionOf: (item: Item) => number,
  region: string,
  parameters: QueryParameters,
): Page<Item> {
  const maxResults = parameters.integer('MaxResults');
  const token = parameters.string('NextToken');
  if (maxResults !== undefined && (maxResults < smallestPage || maxResults > largestPage)) {
    const bound = maxResults < smallestPage ? `greater than ${smallestPage}` : `less than ${largestPage}`;
    throw new ServiceError(
      'InvalidParameterValue',
      `Value ( ${maxResults} ) for parameter maxResults is invalid. Expecting a value ${bound}.`,
    );
  }
  const query = queryDigest(region, parameters);
  const after = token === undefined || token === '' ? -1 : readToken(token, query);
  if (maxResults === undefined && after === -1) return { items, nextToken: undefined };

  const size = maxResults ?? largestPage;
  const first = items.findIndex((item) => positionOf(item) > after);
  if (first === -1) return { items: [], nextToken: undefined };
  const page = items.slice(first, first + size);
  const last = page.at(-1);
  const isLast = first + size >= items.length || last === undefined;
  return { items: page, nextToken: isLast ? undefined : writeToken(positionOf(last), query) };
}

/** A token belongs to the call, the Region and the filters it was given out for. */
function queryDigest(region: string, parameters: QueryParameters): string {
  const text = JSON.stringify([region, parameters.string('Action'), parameters.filters()]);
  return createHash('sha256').update(text).digest('base64url');
}

function writeToken(position: number, query: string): string {
  return Buffer.from(`${position}.${seal(position, query)}`).toString('base64');
}

function readToken(token: string, query: string): number {
  const [position = '', givenSeal = ''] = Buffer.from(token, 'base64').toString('utf8').split('.');
  const given = Buffer.from(givenSeal);
  const expected = Buffer.from(seal(Number(position), query));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new ServiceError('InvalidParameterValue', 'Unable to parse pagination token');
  }
  return Number(position);
}

function seal(position: number, query: string): string {
  return createHmac('sha256', tokenKey).update(`${position}/${query}`).digest('base64url');
}
