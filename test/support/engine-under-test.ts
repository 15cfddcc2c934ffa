import type { FavoritesFile } from '../../src/main/favorites/favorites-repository';
import type { ProfileFile } from '../../src/main/profiles/profile-repository';
import { assertNever } from '../../src/shared/assert-never';
import {
  type Action,
  findScope,
  type InstanceId,
  type Profile,
  type Scope,
  type ScopeId,
  scopeId,
  toProfileId,
} from '../../src/shared/model';
import type { Settings } from '../../src/shared/settings';
import { accountOf, firstInstances, GROUPS, groupId, otherAccount, signedInTo } from './accounts';
import { ActionWatch } from './action-watch';
import { type AppRun, countedActionIds, startAppRun } from './app-run';
import { ACCOUNTS, type Deed, type From, type Happening, INSTANCES, type OfInstances } from './deeds';
import { ManualClock } from './manual-clock';
import { MemoryFile } from './memory-file';
import type { JournalDisk } from './memory-journal';
import { seededRandom } from './seeded-random';
import { SimulatedRegion } from './simulated-region';
import { aDraft, instanceIdOf, seoul } from './snapshot-builder';

const minute = 60_000;
/** Longer than the longest pauses of the poller, of starts that wait for capacity, and of checks that are asked again. */
const REST_MS = 14 * minute;

interface World {
  readonly seed: number;
  readonly latencyMs: number;
  readonly staleMs: number;
  readonly diskMs: number;
  readonly settings: Settings;
}

/** Runs of the app, one after the other, before accounts that live on meanwhile. */
export class EngineUnderTest {
  readonly #clock = new ManualClock();
  readonly #given: World;
  readonly #random: () => number;
  readonly #disk: JournalDisk = [];
  readonly #settings: MemoryFile<Settings>;
  readonly #regions = new Map<string, SimulatedRegion>();
  readonly #watch: ActionWatch;
  readonly #newActionId = countedActionIds();
  readonly #profiles: MemoryFile<ProfileFile>;
  #run: AppRun;
  #launched = 0;

  constructor(given: World) {
    this.#given = given;
    this.#random = seededRandom(given.seed);
    this.#settings = new MemoryFile(given.settings);
    const profiles = Array.from(
      { length: ACCOUNTS },
      (_, n): Profile => ({
        id: toProfileId(`profile-${n}`),
        ...aDraft({ name: `profile-${n}`, source: signedInTo(`account-${n}`) }),
      }),
    );
    this.#profiles = new MemoryFile<ProfileFile>({ profiles });
    this.#watch = new ActionWatch(this.#clock, this.#disk, (id) =>
      [...this.#regions.values()].find((region) => region.stateOf(id) !== null),
    );
    this.#run = this.#start();
  }

  async live({ afterMs, deed }: Happening): Promise<void> {
    await this.pass(afterMs);
    await this.#perform(deed);
  }

  /** Moves the time on in steps that are small enough for a clock that looks out for endless loops. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= minute) await this.#clock.advance(Math.min(minute, left));
    await this.#clock.advance(0);
  }

  /** Nothing stands against anything any more, nobody does anything, and time passes. */
  async comeToRest(): Promise<void> {
    for (const region of this.#regions.values()) {
      region.disorder = null;
      region.room = Number.POSITIVE_INFINITY;
      region.fallsBack = false;
    }
    for (const reason of ['suspend', 'lock', 'offline'] as const) this.#run.poller.resume(reason);
    const since = this.#clock.now();
    await this.pass(REST_MS);
    for (const { id } of this.#run.store.get().scopes) {
      const times = this.#watch.listingsOf(id).filter((at) => at >= since);
      const gaps = [since, ...times].map((at, index) => (times[index] ?? this.#clock.now()) - at);
      const longest = Math.max(...gaps) / 1000;
      if (longest > 360) this.#watch.problems.push(`${id} was not listed for ${longest} s`);
    }
  }

  problems(): readonly string[] {
    return [...this.#watch.problems, ...this.#watch.remaining(this.#run)];
  }

  shown(): unknown {
    return this.#run.store.get().scopes.map(({ id, freshness, instances }) => [id, freshness.kind, essence(instances)]);
  }

  truth(): unknown {
    return this.#profiles.value.profiles.map((profile) => [
      scopeId(profile.id, seoul),
      'current',
      essence(this.#regionOf(profile).truth()),
    ]);
  }

  end(): void {
    this.#run.crash();
  }

  #start(): AppRun {
    const run: AppRun = startAppRun({
      clock: this.#clock,
      random: this.#random,
      disk: this.#disk,
      diskMs: () => this.#random() * this.#given.diskMs,
      profiles: this.#profiles,
      favorites: new MemoryFile<FavoritesFile>({ pins: [], groups: GROUPS, savedViews: [] }),
      settings: this.#settings,
      newActionId: this.#newActionId,
      clientOf: (profile, id) =>
        this.#regionOf(profile).client(this.#watch.ofRegion(accountOf(profile), id, () => run)),
    });
    this.#watch.follow(run);
    return run;
  }

  async #perform(deed: Deed): Promise<void> {
    const { commands, store, poller } = this.#run;
    const { window } = commands;
    switch (deed.kind) {
      case 'click':
        for (const from of deed.from) void this.#click(deed, from);
        return;
      case 'undo': {
        const some = this.#someInstances(deed);
        this.#watch.takesBack(store.get(), some.scopeId, some.instanceIds);
        return void window.undoStop(some);
      }
      case 'keep trying':
        return void window.keepTrying(this.#someInstances(deed));
      case 'give up':
        return void window.stopTrying(this.#someInstances(deed));
      case 'dismiss': {
        const { scopeId: id, instanceIds } = this.#someInstances(deed);
        for (const instanceId of instanceIds) void window.dismissFailure({ scopeId: id, instanceId });
        return;
      }
      case 'start group':
        return void commands[deed.from].startGroup({ id: groupId(deed.group) });
      case 'stop group':
        return void commands[deed.from].stopGroup({ id: groupId(deed.group) });
      case 'cancel group':
        this.#watch.takesBackRun(store.get(), groupId(deed.group));
        return void commands[deed.from].cancelGroupRun({ id: groupId(deed.group) });
      case 'confirm':
      case 'cancel question': {
        const asked = store.get().confirmation;
        if (asked === null) return;
        if (deed.kind === 'confirm') void window.confirm({ id: asked.id, typed: asked.phrase ?? '' });
        else void window.cancelConfirmation({ id: asked.id });
        return;
      }
      case 'somebody else':
        return this.#somebodyElse(deed);
      case 'disorder':
        this.#region(deed.account).disorder = deed.disorder;
        return;
      case 'capacity':
        this.#region(deed.account).room = deed.room;
        this.#region(deed.account).fallsBack = deed.fallsBack;
        return;
      case 'pause':
        return poller.pause(deed.reason);
      case 'resume':
        return poller.resume(deed.reason);
      case 'window':
        return poller.setWindowVisible(deed.isVisible);
      case 'refresh':
        return void window.refresh({ scopeId: null });
      case 'settings': {
        const { stopBehavior, readyWhen } = deed;
        return void window.updateSettings({ ...store.get().settings, stopBehavior, readyWhen });
      }
      case 'switch dry run': {
        const profile = this.#profiles.value.profiles[deed.account];
        if (profile === undefined) return;
        const { id, ...draft } = profile;
        this.#run.profiles.update(id, { ...draft, isDryRun: !draft.isDryRun });
        return;
      }
      case 'remove profile':
      case 'move profile':
        return this.#changeProfile(deed);
      case 'quit': {
        const ended = this.#run.quit();
        while (!this.#run.isOver()) await this.pass(100);
        await ended;
        this.#run = this.#start();
        return;
      }
      case 'crash':
        this.#run.crash();
        await this.pass(1_000);
        this.#run = this.#start();
        return;
      default:
        assertNever(deed);
    }
  }

  async #click({ what, ...chosen }: OfInstances & { readonly what: Action }, from: From): Promise<void> {
    const some = this.#someInstances(chosen);
    if (some.instanceIds.length === 0) return;
    const commands = this.#run.commands[from];
    switch (what) {
      case 'start':
        await commands.startInstances(some);
        return;
      case 'stop':
        await commands.stopInstances(some);
        return;
      case 'force-stop':
        await commands.forceStopInstances(some);
        return;
      case 'hibernate':
        await commands.hibernateInstances(some);
        return;
      case 'reboot':
        await commands.rebootInstances(some);
        return;
      default:
        assertNever(what);
    }
  }

  #somebodyElse({ what, account, instance }: Extract<Deed, { kind: 'somebody else' }>): void {
    const region = this.#region(account);
    const all = region.truth();
    const chosen = all[instance % Math.max(1, all.length)];
    if (chosen === undefined && what !== 'launch') return;
    const id = chosen?.instanceId ?? instanceIdOf(1);
    if (what === 'start' || what === 'stop') region.change({ action: what, ids: [id] });
    else if (what === 'terminate') region.terminate(id);
    else if (what === 'rename') region.rename(id, `renamed-${instance}`);
    else {
      this.#launched += 1;
      const instanceId = instanceIdOf(10_000 + this.#launched);
      region.add({ instanceId, name: `new-${this.#launched}`, state: 'running', kind: 'ordinary', instanceType: 'a' });
    }
  }

  /** Removed and added again under another ID, or signing in elsewhere from now on. */
  #changeProfile({ kind, account }: { readonly kind: string; readonly account: number }): void {
    const { profiles } = this.#profiles.value;
    const profile = profiles[account % profiles.length];
    if (profile === undefined) return;
    const { id, ...draft } = profile;
    this.#watch.beginsAnew();
    if (kind === 'remove profile') {
      this.#run.profiles.remove(id);
      this.#run.profiles.add(draft);
    } else this.#run.profiles.update(id, { ...draft, source: otherAccount(profile) });
  }

  /** Those that are in the picture: nobody clicks on others. */
  #someInstances({ account, instances }: OfInstances): { scopeId: ScopeId; instanceIds: InstanceId[] } {
    const id = this.#scopeId(account);
    const shown = findScope(this.#run.store.get(), id)?.instances ?? [];
    const chosen = instances.flatMap((index) => shown[index]?.instanceId ?? []);
    return { scopeId: id, instanceIds: chosen };
  }

  #scopeId(account: number): ScopeId {
    const profile = this.#profiles.value.profiles[account] ?? this.#profiles.value.profiles[0];
    return scopeId(profile?.id ?? toProfileId('none'), seoul);
  }

  #region(account: number): SimulatedRegion {
    const profile = this.#profiles.value.profiles[account];
    if (profile === undefined) throw new Error(`There is no Profile ${account}`);
    return this.#regionOf(profile);
  }

  #regionOf(profile: Profile): SimulatedRegion {
    const account = accountOf(profile);
    const known = this.#regions.get(account);
    if (known !== undefined) return known;
    const { latencyMs, staleMs } = this.#given;
    const first = 1 + this.#regions.size * INSTANCES;
    const instances = firstInstances(first);
    const region = new SimulatedRegion({ clock: this.#clock, random: this.#random, instances, latencyMs, staleMs });
    this.#regions.set(account, region);
    return region;
  }
}

const essence = (instances: Scope['instances']) =>
  Object.fromEntries(instances.map(({ instanceId, name, state }) => [instanceId, `${name} ${state}`]));
