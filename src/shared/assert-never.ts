/** The end of every switch over a union: does not compile while a case is missing, and throws if one slips through. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
