import type { Filter } from '@aws-sdk/client-ec2';
import { parseFilter } from '../../shared/instance-filter';

/** A Profile has a filter that nobody understands: its file was written by hand, say. */
export class InvalidFilterError extends Error {
  override readonly name = 'InvalidFilterError';
}

/** A Profile's filter as DescribeInstances takes it. Throws for one that is not understood: without it everything would
 * be listed. */
export function ec2Filters(filter: string | null): { readonly Filters?: Filter[] } {
  if (filter === null) return {};
  const parsed = parseFilter(filter);
  if (!parsed.ok) throw new InvalidFilterError();
  return { Filters: parsed.value.map(({ name, values }) => ({ Name: name, Values: [...values] })) };
}
