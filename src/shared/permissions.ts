import { assertNever } from './assert-never';
import { isDryRunScope } from './dry-run';
import type { AppError } from './errors';
import type { Action, CheckedAction, Permission, Scope, Snapshot } from './model';

/** The permission that an action needs: a stop is a stop for EC2, however it is meant. */
export function checkedActionOf(action: Action): CheckedAction {
  switch (action) {
    case 'start':
    case 'reboot':
      return action;
    case 'stop':
    case 'force-stop':
    case 'hibernate':
      return 'stop';
    default:
      return assertNever(action);
  }
}

/**
 * Why an action cannot work in a scope: what AWS said against it; null where it may. A dry run may always be asked for, as
 * it asks for just that.
 */
export function denialOf(
  known: Pick<Snapshot, 'profiles' | 'scopes'>,
  { id, permissions }: Pick<Scope, 'id' | 'permissions'>,
  action: Action,
): AppError | null {
  const permission: Permission = permissions.of[checkedActionOf(action)];
  return permission.verdict === 'denied' && !isDryRunScope(known, id) ? permission.error : null;
}
