import { dryRunProfiles } from '../../shared/dry-run';
import type { Snapshot } from '../../shared/model';
import { countStates, isLoading, isUnknown } from '../../shared/state-counts';
import type { Translator } from '../../shared/translator';

/** What the icon tells at a glance; the worst comes first. */
export type IconState = 'trouble' | 'changing' | 'running' | 'stopped';

/** How many pictures one turn of the changing icon has. */
export const FRAMES = 4;

export function iconState(snapshot: Snapshot): IconState {
  const counts = countStates(snapshot.scopes);
  if (snapshot.isOffline || snapshot.scopes.some(({ freshness }) => freshness.kind === 'failed')) return 'trouble';
  if (counts.starting + counts.stopping + aboutToStop(snapshot) > 0) return 'changing';
  return counts.running > 0 ? 'running' : 'stopped';
}

/** Whether nothing but the demo account is shown: the icon then bears a badge in every state. */
export const isDemoOnly = ({ profiles }: Pick<Snapshot, 'profiles'>): boolean =>
  profiles.length > 0 && profiles.every(({ source }) => source.kind === 'demo');

/** The picture's name without the platform's suffix, e.g. `demo-changing-2`; `frame` counts on and on. */
export function iconName(state: IconState, isDemo: boolean, frame: number): string {
  const name = state === 'changing' ? `changing-${(frame % FRAMES) + 1}` : state;
  return isDemo ? `demo-${name}` : name;
}

/** The number beside the icon, where the platform shows one (macOS); empty for none. */
export function title(snapshot: Snapshot, { number }: Translator): string {
  const { running } = countStates(snapshot.scopes);
  return running > 0 ? number(running) : '';
}

/** The counts that are not zero, and a line for each scope in trouble: a failed scope is never an empty one. */
export function tooltip(snapshot: Snapshot, translator: Translator): string {
  const { t } = translator;
  const counts = countStates(snapshot.scopes);
  const parts = [
    counts.running > 0 ? t('count.running', { count: counts.running }) : null,
    counts.starting > 0 ? t('count.starting', { count: counts.starting }) : null,
    aboutToStop(snapshot) > 0 ? t('count.aboutToStop', { count: aboutToStop(snapshot) }) : null,
    counts.stopping > 0 ? t('count.stopping', { count: counts.stopping }) : null,
    counts.stopped > 0 ? t('count.stopped', { count: counts.stopped }) : null,
  ].filter((part) => part !== null);
  const troubles = snapshot.scopes.flatMap(({ freshness, profileId, region }) => {
    if (freshness.kind !== 'failed') return [];
    const profile = snapshot.profiles.find((candidate) => candidate.id === profileId);
    return [`${profile?.name ?? profileId} ${region}: ${translator.text(freshness.error.message)}`];
  });
  const counted = parts.length > 0 ? parts.join(', ') : nothingCounted(snapshot, translator);
  // Without a network, that no Region can be reached is one trouble, not many.
  const tried = dryRunProfiles(snapshot).map(({ name }) => name);
  const dryRun = tried.length === 0 ? [] : [t('dryRun.menuLabel', { names: tried.join(', ') })];
  return [counted, ...dryRun, ...(snapshot.isOffline ? [t('tray.offline')] : troubles)].join('\n');
}

/** How many run and count down to a stop that can still be taken back: the icon tells of it, wherever it was asked for. */
function aboutToStop({ scopes }: Snapshot): number {
  const activities = scopes.flatMap((scope) => Object.values(scope.activities));
  return activities.filter(({ phase }) => phase === 'countdown').length;
}

/** Nothing counted means no instances only where every scope has answered. */
function nothingCounted({ isStarting, scopes }: Snapshot, { t }: Translator): string {
  if (isStarting || scopes.some(isLoading)) return t('list.loading');
  return t(scopes.some(isUnknown) ? 'count.unknown' : 'count.none');
}
