import type { ParsedCommandInput } from '../../shared/contract';
import type { AccountRegion } from '../../shared/credential-facts';
import { ok, type Result } from '../../shared/errors';
import { type CredentialSource, type Region, toRegion } from '../../shared/model';
import type { RegionScan } from '../../shared/region-scan';
import type { AccountClient } from '../aws/account-client';
import type { Clock } from '../clock';
import { MOST_SCOPES_AT_ONCE, STAGGER_MS } from '../polling-plan';
import type { Store } from '../store';

interface RegionScansParts {
  readonly store: Store;
  readonly clock: Clock;
  /** EC2 with credentials that need not be a saved Profile's. */
  readonly clientFor: (source: CredentialSource, endpointUrl: string | null) => AccountClient;
}

/** Every account of AWS's main partition has it, and nobody can opt out of it. */
const USUAL_REGION = toRegion('us-east-1');

/** A scan that is under way. */
interface Course {
  readonly client: AccountClient;
  readonly request: ParsedCommandInput<'scanRegions'>;
  /** One for each question that is on its way. */
  readonly aborts: Set<AbortController>;
  /** Those that are still to be asked; null until the account's are known. */
  queue: readonly Region[] | null;
}

/**
 * Asks the Regions of an account how many instances they have, one scan at a time. Security teams alert on
 * DescribeInstances in more than 10 Regions within 30 s, so no more are asked than that, whichever scan they belong to:
 * which credentials share an account nobody can tell without asking. The Regions of the Profiles are asked all the time,
 * and count too; where they are many, one more is asked at a time.
 */
export class RegionScans {
  readonly #parts: RegionScansParts;
  /** The Regions that were asked lately, each with how many of its questions are younger than 30 s. */
  readonly #lately = new Map<Region, number>();
  readonly #timers = new Set<() => void>();
  #course: Course | null = null;

  constructor(parts: RegionScansParts) {
    this.#parts = parts;
  }

  /** The Regions of the account, also those that it has not opted in to. */
  list({
    source,
    endpointUrl,
    homeRegion,
  }: ParsedCommandInput<'listRegions'>): Promise<Result<readonly AccountRegion[]>> {
    return this.#parts.clientFor(source, endpointUrl).listRegions(homeRegion ?? USUAL_REGION);
  }

  /** Begins a scan in the place of the one before it; what it finds is in the store. */
  begin(request: ParsedCommandInput<'scanRegions'>): Result<null> {
    this.close();
    const client = this.#parts.clientFor(request.source, request.endpointUrl);
    const course: Course = { client, request, aborts: new Set(), queue: request.regions };
    this.#course = course;
    const purpose = request.regions === null ? 'find-regions' : 'try-filter';
    const status = { kind: 'running', isPaced: false } as const;
    this.#parts.store.update((snapshot) => ({
      ...snapshot,
      regionScan: { purpose, regions: request.regions, counts: [], status },
    }));
    if (request.regions === null) void this.#list(course);
    else this.#askNext();
    return ok(null);
  }

  /** Asks no further Region; what was found stays. */
  cancel(): Result<null> {
    if (this.#course === null) return ok(null);
    this.#abort();
    this.#show((scan) => ({ ...scan, status: { kind: 'cancelled' } }));
    return ok(null);
  }

  /** Ends the scan, and nothing of it is shown any more. */
  close(): Result<null> {
    this.#abort();
    this.#parts.store.update((snapshot) =>
      snapshot.regionScan === null ? snapshot : { ...snapshot, regionScan: null },
    );
    return ok(null);
  }

  stop(): void {
    this.#abort();
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
  }

  async #list(course: Course): Promise<void> {
    const { client, request } = course;
    const listed = await cutWith(course, (signal) => client.listRegions(request.homeRegion ?? USUAL_REGION, signal));
    if (course !== this.#course) return;
    if (!listed.ok) {
      this.#end({ kind: 'failed', error: listed.error });
      return;
    }
    const enabled = listed.value.filter(({ optInStatus }) => optInStatus !== 'not-opted-in');
    const regions = enabled.map(({ region }) => region);
    course.queue = regions;
    this.#show((scan) => ({ ...scan, regions }));
    this.#askNext();
  }

  /** Asks as many as may be asked now. */
  #askNext(): void {
    const course = this.#course;
    if (course === null || course.queue === null) return;
    const waiting: Region[] = [];
    for (const region of course.queue) {
      if (this.#mayAsk(region)) void this.#ask(course, region);
      else waiting.push(region);
    }
    course.queue = waiting;
    const isDone = waiting.length === 0 && course.aborts.size === 0;
    if (isDone) this.#end({ kind: 'done' });
    else this.#show((scan) => ({ ...scan, status: { kind: 'running', isPaced: course.aborts.size === 0 } }));
  }

  async #ask(course: Course, region: Region): Promise<void> {
    this.#lately.set(region, (this.#lately.get(region) ?? 0) + 1);
    const { client, request } = course;
    const counted = await cutWith(course, (signal) => client.countInstances(region, request.filter, signal));
    // From its answer on: a question that AWS throttled was sent more than once.
    this.#later(STAGGER_MS, () => this.#forget(region));
    if (course !== this.#course) return;
    const count = counted.ok ? { region, ...counted.value } : { region, error: counted.error };
    this.#show((scan) => ({ ...scan, counts: [...scan.counts, count] }));
    this.#askNext();
  }

  #mayAsk(region: Region): boolean {
    const asked = this.#polled();
    // With many Profiles the limit is reached before any scan: it then goes on with one Region at a time.
    const most = Math.max(MOST_SCOPES_AT_ONCE, asked.size + 1);
    for (const lately of this.#lately.keys()) asked.add(lately);
    return asked.has(region) || asked.size < most;
  }

  /** The Regions of AWS that are asked anyway. */
  #polled(): Set<Region> {
    const { profiles, scopes } = this.#parts.store.get();
    const demos = profiles.filter(({ source }) => source.kind === 'demo').map(({ id }) => id);
    return new Set(scopes.filter(({ profileId }) => !demos.includes(profileId)).map(({ region }) => region));
  }

  #forget(region: Region): void {
    const left = (this.#lately.get(region) ?? 0) - 1;
    if (left > 0) this.#lately.set(region, left);
    else this.#lately.delete(region);
    this.#askNext();
  }

  #end(status: RegionScan['status']): void {
    this.#course = null;
    this.#show((scan) => ({ ...scan, status }));
  }

  #abort(): void {
    for (const abort of this.#course?.aborts ?? []) abort.abort();
    this.#course = null;
  }

  #show(change: (scan: RegionScan) => RegionScan): void {
    this.#parts.store.update((snapshot) =>
      snapshot.regionScan === null ? snapshot : { ...snapshot, regionScan: change(snapshot.regionScan) },
    );
  }

  #later(delayMs: number, task: () => void): void {
    const cancel = this.#parts.clock.after(delayMs, () => {
      this.#timers.delete(cancel);
      task();
    });
    this.#timers.add(cancel);
  }
}

/** Asks something that is cut off with the scan. */
async function cutWith<Answer>({ aborts }: Course, ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const abort = new AbortController();
  aborts.add(abort);
  try {
    return await ask(abort.signal);
  } finally {
    aborts.delete(abort);
  }
}
