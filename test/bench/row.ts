/** What one row may be at most, or at least: machines differ, so that most are held against something else of the same run. */
type Budget =
  /** No more than so many times what stands beside it. */
  | { readonly kind: 'times'; readonly most: number }
  /** No more than what stands beside it and so much, in the row's unit. */
  | { readonly kind: 'plus'; readonly most: number }
  /** So many times quicker than what stands beside it, or more. */
  | { readonly kind: 'times quicker'; readonly least: number }
  /** No more than this, whatever the machine. */
  | { readonly kind: 'most'; readonly most: number };

/** What was measured, in one run, round by round. */
export interface Row {
  /** Unchanged from run to run, for programs that read the results. */
  readonly id: string;
  readonly what: string;
  readonly unit: 'ms' | 'MB' | 'KB' | 'bytes' | '% of a core' | 'per hour' | 'frames a second' | 'per second';
  /** One value a round. */
  readonly ours: readonly number[];
  readonly beside: { readonly what: string; readonly values: readonly number[] } | null;
  /** null where nothing is promised, and the number is there to be seen. */
  readonly budget: Budget | null;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [below = Number.NaN, above = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? above : (below + above) / 2;
}

/** The value that this share of all does not exceed. */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)] ?? Number.NaN;

/** What a budget is held against: the medians' ratio, their difference, or ours alone. */
export function measured({ ours, beside, budget }: Row): number {
  const [own, other] = [median(ours), median(beside?.values ?? [])];
  switch (budget?.kind) {
    case 'times':
      return own / other;
    case 'plus':
      return own - other;
    case 'times quicker':
      return other / own;
    case 'most':
    case undefined:
      return own;
    default:
      return budget satisfies never;
  }
}

/** Whether it keeps to its budget; what could not be measured does not. */
export function isWithinBudget(row: Row): boolean {
  const { budget } = row;
  if (budget === null) return true;
  return budget.kind === 'times quicker' ? measured(row) >= budget.least : measured(row) <= budget.most;
}
