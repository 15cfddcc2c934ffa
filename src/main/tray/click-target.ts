import { primaryAction } from '../../shared/instance-look';
import { findTarget, type Snapshot } from '../../shared/model';
import type { MenuCommand } from './menu-entry';

/**
 * What a left click on the icon does: `window` shows or hides it, unless an instance was chosen that is there. While that
 * one changes, a click does nothing (null): a second one too many opens no window.
 */
export function leftClick(snapshot: Snapshot): MenuCommand | 'window' | null {
  const target = snapshot.settings.clickTarget;
  if (target === null) return 'window';
  const found = findTarget(snapshot, target);
  if (found === undefined) return 'window';
  const action = primaryAction(found.instance, found.scope.activities[target.instanceId]);
  return action === null ? null : { kind: 'instance', action, target };
}
