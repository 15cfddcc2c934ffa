import type { Row } from './row';

/** What every measurement is given. */
interface BenchGiven {
  /** Of the Electron that runs both apps. */
  readonly executable: string;
}

/** One thing that is measured, in a file of its own. */
export interface Bench {
  /** For `npm run bench -- --only name`. */
  readonly name: string;
  measure(given: BenchGiven): Promise<readonly Row[]>;
}
