const FIRST_MS = 15_000;
const LONGEST_MS = 5 * 60_000;

/**
 * How long until AWS is asked again for capacity that it did not have `attempts` times, ms: a limit that doubles, half of
 * it left to chance (`random`, 0 to 1), so that those who wait for the same do not come together.
 */
export function capacityDelay(attempts: number, random: number): number {
  const limit = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1));
  return Math.round(limit / 2 + (limit / 2) * random);
}
