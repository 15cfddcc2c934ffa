import { DEFAULT_LIST, type ListSettings } from './list-settings';
import type { Language } from './locales/languages';
import { DEFAULT_SSH, type InstanceTarget, type ReadyCondition, type SshSettings } from './model';

/*
 * What a person sets for the whole app.
 */

export const THEMES = ['system', 'light', 'dark'] as const;

export const STOP_BEHAVIORS = ['ask', 'undo', 'at-once'] as const;

export interface Settings {
  readonly theme: (typeof THEMES)[number];
  readonly language: 'system' | Language;
  /** Whether every start is without the window, also one by hand. */
  readonly startsHidden: boolean;
  /** `ask`: after a question; `undo`: after a countdown in which it can be taken back. */
  readonly stopBehavior: (typeof STOP_BEHAVIORS)[number];
  /** Instances that match the rule (`instance-rule.ts`) are stopped only after their name has been typed. */
  readonly protection: { readonly isOn: boolean; readonly rule: string };
  /** Whether the end of an action is told by the desktop while the window is out of sight. */
  readonly notifications: boolean;
  readonly readyWhen: ReadyCondition;
  /** The TCP port that must answer where `readyWhen` is `tcp-port`. */
  readonly readyPort: number;
  /** Tells of instances that run without having been started here. */
  readonly tellsStartedByOthers: boolean;
  /** Tells, once, of an instance that has been running for longer than this; null for never. */
  readonly tellsRunningAfterHours: number | null;
  /** The bounds of the pause between two listings of a scope, seconds. */
  readonly shortestPollSeconds: number;
  readonly longestPollSeconds: number;
  /** Whether AWS is left alone while the screen is locked. */
  readonly pausesWhenLocked: boolean;
  /** An Electron accelerator that shows and hides the window from anywhere; null for none. */
  readonly shortcut: string | null;
  /** What a left click on the icon starts and stops instead of showing the window; null for the window. */
  readonly clickTarget: InstanceTarget | null;
  readonly list: ListSettings;
  /** What new Profiles begin with; those that are there keep theirs. */
  readonly ssh: SshSettings;
}

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  language: 'system',
  startsHidden: false,
  stopBehavior: 'undo',
  protection: { isOn: false, rule: 'Env=prod*' },
  notifications: true,
  readyWhen: 'running',
  readyPort: 22,
  tellsStartedByOthers: false,
  tellsRunningAfterHours: null,
  shortestPollSeconds: 60,
  longestPollSeconds: 600,
  pausesWhenLocked: true,
  shortcut: null,
  clickTarget: null,
  list: DEFAULT_LIST,
  ssh: DEFAULT_SSH,
};
