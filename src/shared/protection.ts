import { matchesRule, parseRule } from './instance-rule';
import type { Activity, Instance } from './model';
import type { Settings } from './settings';

/**
 * Tells whether an instance is stopped only after its name has been typed: by the person's rule, or because AWS's own
 * stop protection is known to be on, which AWS tells only by refusing a stop. The rule is parsed once, for any number.
 */
export function protectionBy({
  protection,
}: Pick<Settings, 'protection'>): (instance: Instance, activity: Activity | undefined) => boolean {
  const rule = protection.isOn ? parseRule(protection.rule) : null;
  return (instance, activity) => {
    if (activity?.phase === 'failed' && activity.error.code === 'stop-protected') return true;
    // One that is not understood might mean any of them.
    return rule !== null && (!rule.ok || matchesRule(rule.value, instance));
  };
}
