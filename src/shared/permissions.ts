import { assertNever } from './assert-never';
import { isDryRunScope } from './dry-run';
import type { AppError } from './errors';
import type { Action, Scope, Snapshot } from './model';

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

/** The actions that EC2 has a permission of its own for. */
export const CHECKED_ACTIONS = ['start', 'stop', 'reboot'] as const;

export type CheckedAction = (typeof CHECKED_ACTIONS)[number];

/** What AWS said about an action with the instances of a scope. */
export type Permission =
  | { readonly verdict: 'allowed' }
  | { readonly verdict: 'denied'; readonly error: AppError }
  /** `error` is what stood against an answer; null where nobody has asked, or no instance was there to ask about. */
  | { readonly verdict: 'unknown'; readonly error: AppError | null };

/** What the Profile may do in a scope, as far as AWS was asked. */
export interface Permissions {
  readonly isChecking: boolean;
  /** Null where it was never asked. */
  readonly askedAt: number | null;
  readonly of: Readonly<Record<CheckedAction, Permission>>;
}

const NOT_KNOWN: Permission = { verdict: 'unknown', error: null };
export const UNASKED_PERMISSIONS: Permissions = {
  isChecking: false,
  askedAt: null,
  of: { start: NOT_KNOWN, stop: NOT_KNOWN, reboot: NOT_KNOWN },
};
