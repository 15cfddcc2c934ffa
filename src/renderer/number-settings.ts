export interface NumberRange {
  readonly least: number;
  readonly most: number;
}

/** What main takes. */
export const PORTS: NumberRange = { least: 1, most: 65_535 };
export const HOURS: NumberRange = { least: 1, most: 1000 };
export const POLL_SECONDS: NumberRange = { least: 15, most: 3600 };

/** The number that was written; null where it is none, or none that is allowed. */
export function wholeNumber(text: string, { least, most }: NumberRange): number | null {
  const written = text.trim();
  if (!/^\d{1,9}$/.test(written)) return null;
  const number = Number(written);
  return number >= least && number <= most ? number : null;
}
