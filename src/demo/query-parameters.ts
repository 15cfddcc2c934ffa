import { ServiceError } from './service-error';

/** One `Filter.N` of a request: any of `values` will do. */
export interface RequestFilter {
  readonly name: string;
  readonly values: readonly string[];
}

/** The most values all filters of one call may have together. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html */
const maxFilterValues = 200;

/**
 * The parameters of one request in the AWS Query protocol: flat `Name=value` pairs with lists as `Name.1`, `Name.2`.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html
 */
export class QueryParameters {
  readonly #values: ReadonlyMap<string, string>;

  private constructor(values: ReadonlyMap<string, string>) {
    this.#values = values;
  }

  /** @param encoded `application/x-www-form-urlencoded` text: a POST body or the query of a GET */
  static parse(encoded: string): QueryParameters {
    const values = new Map<string, string>();
    for (const [name, value] of new URLSearchParams(encoded)) {
      if (!values.has(name)) values.set(name, value);
    }
    return new QueryParameters(values);
  }

  toRecord(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#values);
  }

  string(name: string): string | undefined {
    return this.#values.get(name);
  }

  boolean(name: string): boolean {
    const text = this.#values.get(name);
    if (text === undefined) return false;
    const lower = text.toLowerCase();
    if (lower !== 'true' && lower !== 'false') {
      throw new ServiceError('InvalidParameterValue', `Invalid value '${text}' for ${name}: expecting a boolean.`);
    }
    return lower === 'true';
  }

  integer(name: string): number | undefined {
    const text = this.#values.get(name);
    if (text === undefined) return undefined;
    if (!/^-?\d{1,10}$/.test(text)) {
      throw new ServiceError('InvalidParameterValue', `Invalid value '${text}' for ${name}: expecting an integer.`);
    }
    return Number(text);
  }

  /** `name.1`, `name.2`, … in the order of their numbers. */
  list(name: string): readonly string[] {
    const entries: [number, string][] = [];
    for (const [key, value] of this.#values) {
      const position = indexAfter(key, `${name}.`);
      if (position !== undefined && position.rest === '') entries.push([position.index, value]);
    }
    return entries.sort(([a], [b]) => a - b).map(([, value]) => value);
  }

  /** `Filter.N.Name` with `Filter.N.Value.M`. */
  filters(): readonly RequestFilter[] {
    const byNumber = new Map<number, { name: string | undefined; values: [number, string][] }>();
    let valueCount = 0;
    for (const [key, value] of this.#values) {
      const position = indexAfter(key, 'Filter.');
      if (position === undefined) continue;
      const filter = byNumber.get(position.index) ?? { name: undefined, values: [] };
      byNumber.set(position.index, filter);
      const valuePosition = indexAfter(position.rest, 'Value.');
      if (position.rest === 'Name') {
        filter.name = value;
      } else if (valuePosition !== undefined && valuePosition.rest === '') {
        filter.values.push([valuePosition.index, value]);
        valueCount += 1;
      } else {
        throw unknownParameter(key);
      }
    }
    if (valueCount > maxFilterValues) {
      throw new ServiceError(
        'FilterLimitExceeded',
        `The maximum number of filter values specified on a single call is ${maxFilterValues}`,
      );
    }
    return [...byNumber]
      .sort(([a], [b]) => a - b)
      .map(([, { name, values }]) => {
        if (name === undefined) throw new ServiceError('InvalidParameterValue', 'A filter must have a name.');
        if (values.length === 0) {
          throw new ServiceError('InvalidParameterValue', `The filter '${name}' must have at least one value.`);
        }
        return { name, values: values.sort(([a], [b]) => a - b).map(([, value]) => value) };
      });
  }

  /** @param known names without their list numbers, e.g. `InstanceId` */
  refuseUnknown(known: ReadonlySet<string>): void {
    for (const key of this.#values.keys()) {
      const [first = key] = key.split('.', 1);
      if (!known.has(first) && first !== 'Action' && first !== 'Version') throw unknownParameter(key);
    }
  }
}

function unknownParameter(name: string): ServiceError {
  return new ServiceError('UnknownParameter', `The parameter ${name} is not recognized`);
}

/** Splits `Value.12.Name` after the prefix `Value.` into 12 and `Name`. */
function indexAfter(key: string, prefix: string): { readonly index: number; readonly rest: string } | undefined {
  if (!key.startsWith(prefix)) return undefined;
  const match = /^(\d{1,6})(?:\.(.+))?$/.exec(key.slice(prefix.length));
  if (match === null) return undefined;
  return { index: Number(match[1]), rest: match[2] ?? '' };
}
