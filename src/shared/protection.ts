import { matchesRule, parseRule } from './instance-rule';
import type { Activity, Instance, Settings } from './model';

/**
 * Whether an instance is stopped only after its name has been typed: by the person's rule, or because AWS's own stop
 * protection is known to be on, which AWS tells only by refusing a stop.
 */
export function isProtected(
  instance: Instance,
  activity: Activity | undefined,
  { protection }: Pick<Settings, 'protection'>,
): boolean {
  if (activity?.phase === 'failed' && activity.error.code === 'stop-protected') return true;
  if (!protection.isOn) return false;
  const rule = parseRule(protection.rule);
  return rule.ok && matchesRule(rule.value, instance);
}
