import { isDryRunOf } from '../../shared/dry-run';
import type { Group, GroupRun } from '../../shared/group';
import { groupMembers } from '../../shared/group-members';
import type { Scope, Snapshot } from '../../shared/model';
import { isLoading, isUnknown } from '../../shared/state-counts';
import type { Translator } from '../../shared/translator';
import { type MenuEntry, shortened } from './menu-entry';

/**
 * Each group as an item that one click starts or stops. Where some of its instances run and some do not, nobody can tell
 * which of the two is meant: then it opens to both.
 */
export function groupEntries(snapshot: Snapshot, translator: Translator): readonly MenuEntry[] {
  return snapshot.groups.map((group) => groupEntry(group, snapshot, translator));
}

function groupEntry(group: Group, snapshot: Snapshot, translator: Translator): MenuEntry {
  const { scopes, groupRuns } = snapshot;
  const { t } = translator;
  const labelled = (mark: string, state: string) =>
    `${mark} ${t('menu.group', { name: shortened(group.name), state })}`;
  const item = (label: string, action: 'start' | 'stop' | 'cancel'): MenuEntry => ({
    type: 'item',
    label,
    command: { kind: 'group', action, groupId: group.id },
  });

  const run = groupRuns.find(({ groupId }) => groupId === group.id);
  if (run !== undefined) return item(`${labelled('◐', runText(run, translator))} · ${t('action.cancel')}`, 'cancel');
  const { steps, total, counts, startable, stoppable, denied, problem } = groupMembers(group, scopes);
  if (problem !== null) {
    const label = labelled('▲', t(`rule.${problem}`));
    return { type: 'item', label, command: { kind: 'show', view: 'instances' } };
  }
  if (total === 0) return { type: 'label', label: labelled('○', emptyText(scopes, translator)) };

  const { running } = counts;
  const mark = running === 0 ? '○' : running === total ? '●' : '◐';
  const isDryRun = isDryRunOf(snapshot, steps.flat());
  const deniedCount = isDryRun ? 0 : denied.start + denied.stop;
  const note = deniedCount === 0 ? '' : `, ${t('permission.someDenied', { count: deniedCount })}`;
  const label = `${labelled(mark, t('menu.groupRunning', { running, total }))}${note}`;
  if (deniedCount > 0 && deniedCount === startable + stoppable) return { type: 'label', label };
  if (startable === 0 && stoppable === 0) return { type: 'label', label };
  const asked = (action: string): string => (isDryRun ? t('dryRun.label', { action }) : action);
  if (stoppable === 0) return item(`${label} · ${asked(t('action.start'))}`, 'start');
  if (startable === 0) return item(`${label} · ${asked(t('action.stop'))}`, 'stop');
  const start = item(asked(t('menu.groupStart', { count: startable })), 'start');
  const stop = item(asked(t('menu.groupStop', { count: stoppable })), 'stop');
  return { type: 'submenu', label, entries: [start, stop] };
}

/** Nothing is there for sure only where every scope has answered. */
function emptyText(scopes: readonly Scope[], { t }: Translator): string {
  if (scopes.some(isLoading)) return t('list.loading');
  return t(scopes.some(isUnknown) ? 'count.unknown' : 'menu.groupEmpty');
}

function runText({ action, step, stepCount }: GroupRun, { t }: Translator): string {
  return t(action === 'start' ? 'menu.groupStarting' : 'menu.groupStopping', { step, stepCount });
}
