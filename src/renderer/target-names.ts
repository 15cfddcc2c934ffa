import type { Group } from '../shared/group';
import { type GroupMembers, groupMembers } from '../shared/group-members';
import { type InstanceTarget, instanceLabel, type Scope, type Snapshot, targetKey, toGroupId } from '../shared/model';
import { isUnknown } from '../shared/state-counts';
import type { Translator } from '../shared/translator';

/** More names than this are counted, not written out. */
const MOST_NAMES = 4;

/** What people call these instances; the ID where one is not there now. */
export function namesOf(targets: readonly InstanceTarget[], scopes: readonly Scope[]): readonly string[] {
  // One walk through all of them, however many are asked for.
  const wanted = new Set(targets.map(targetKey));
  const names = new Map<string, string>();
  for (const { id: scopeId, instances } of scopes) {
    for (const instance of instances) {
      const key = targetKey({ scopeId, instanceId: instance.instanceId });
      if (wanted.has(key)) names.set(key, instanceLabel(instance));
    }
  }
  return targets.map((target) => names.get(targetKey(target)) ?? target.instanceId);
}

/** The first few names, and how many there are besides. */
export function someNames(names: readonly string[], { t }: Translator): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  const count = names.length - MOST_NAMES;
  return count > 0 ? t('notification.andMore', { names: shown, count }) : shown;
}

/** What a rule names by itself. */
export function ruleTargets(rule: string, scopes: readonly Scope[]): readonly InstanceTarget[] {
  const steps = [{ kind: 'rule', rule }] as const;
  return groupMembers({ id: toGroupId('rule'), name: '', steps }, scopes).steps[0] ?? [];
}

/** “Matches 2 instances: web-1, web-2”; nothing is said to match nothing before every scope has answered. */
export function matchesText(
  targets: readonly InstanceTarget[],
  scopes: readonly Scope[],
  translator: Translator,
): string {
  const { t } = translator;
  if (targets.length === 0) return t(scopes.some(isUnknown) ? 'rule.matchesUnknown' : 'rule.matchesNone');
  return t('rule.matches', { count: targets.length, names: someNames(namesOf(targets, scopes), translator) });
}

/** What a group means now, or how far it has come. */
export function groupText(
  { id }: Group,
  { total, counts, problem }: GroupMembers,
  { scopes, groupRuns }: Snapshot,
  { t }: Translator,
): string {
  const run = groupRuns.find(({ groupId }) => groupId === id);
  if (run !== undefined) {
    const { action, step, stepCount } = run;
    return t(action === 'start' ? 'menu.groupStarting' : 'menu.groupStopping', { step, stepCount });
  }
  if (problem !== null) return t(`rule.${problem}`);
  if (total > 0) return t('group.state', { total, running: counts.running });
  return t(scopes.some(isUnknown) ? 'count.unknown' : 'menu.groupEmpty');
}
