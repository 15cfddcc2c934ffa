import type { AccountClient, InstanceCount } from '../../src/main/aws/account-client';
import type { Clock } from '../../src/main/clock';
import { RegionScans } from '../../src/main/regions/region-scans';
import type { Store } from '../../src/main/store';
import type { AccountRegion } from '../../src/shared/credential-facts';
import { type AppError, fail, ok, type Result } from '../../src/shared/errors';
import { type Region, toRegion } from '../../src/shared/model';

/** A question about one Region, with when it was asked and answered, ms since the epoch. */
interface Question {
  readonly region: Region;
  readonly filter: string | null;
  readonly askedAt: number;
  answeredAt: number | null;
  isAborted: boolean;
}

/** Regions with a name for each number: `aa-test-1`, `aa-test-2`, … */
export const someRegions = (count: number): Region[] =>
  Array.from({ length: count }, (_, index) => toRegion(`aa-test-${index + 1}`));

/** An account whose Regions answer after `latencyMs`: by default each is enabled and has no instances. */
export class ScriptedAccountClient implements AccountClient {
  regions: readonly AccountRegion[] = [];
  listingError: AppError | null = null;
  latencyMs: () => number = () => 0;
  count: (region: Region) => Result<InstanceCount> = () => ok({ instanceCount: 0, hasMore: false });
  readonly questions: Question[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  enable(regions: readonly Region[]): void {
    this.regions = regions.map((region) => ({ region, optInStatus: 'opt-in-not-required' }));
  }

  listRegions = async (): Promise<Result<readonly AccountRegion[]>> =>
    this.listingError === null ? ok(this.regions) : fail(this.listingError);

  countInstances = async (
    region: Region,
    filter: string | null,
    signal: AbortSignal,
  ): Promise<Result<InstanceCount>> => {
    const question: Question = { region, filter, askedAt: this.#clock.now(), answeredAt: null, isAborted: false };
    this.questions.push(question);
    signal.addEventListener('abort', () => {
      question.isAborted = true;
    });
    await new Promise<void>((resolve) => this.#clock.after(this.latencyMs(), resolve));
    question.answeredAt = this.#clock.now();
    return this.count(region);
  };
}

/** Scans of an account that has no Regions. */
export const regionScansOf = (store: Store, clock: Clock): RegionScans =>
  new RegionScans({ store, clock, clientFor: () => new ScriptedAccountClient(clock) });
