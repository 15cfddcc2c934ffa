import type { PauseReason } from '../../src/main/poller';
import type { Action, ActionSource } from '../../src/shared/model';
import type { Settings } from '../../src/shared/settings';
import type { Disorder } from './simulated-region';

export const ACCOUNTS = 3;
/** In each account at first; somebody may launch more. */
export const INSTANCES = 5;

export interface Happening {
  readonly afterMs: number;
  readonly deed: Deed;
}

export interface OfInstances {
  readonly account: number;
  readonly instances: readonly number[];
}

export type From = Extract<ActionSource, 'tray' | 'window' | 'command-line'>;

/** What a person, somebody else, the network or the computer does. */
export type Deed =
  | (OfInstances & { readonly kind: 'click'; readonly what: Action; readonly from: readonly From[] })
  | (OfInstances & { readonly kind: 'undo' | 'keep trying' | 'give up' | 'dismiss' })
  | { readonly kind: 'start group' | 'stop group' | 'cancel group'; readonly group: number; readonly from: From }
  | { readonly kind: 'confirm' | 'cancel question' | 'refresh' | 'quit' | 'crash' }
  | {
      readonly kind: 'somebody else';
      readonly what: 'start' | 'stop' | 'terminate' | 'rename' | 'launch';
      readonly account: number;
      readonly instance: number;
    }
  | { readonly kind: 'disorder'; readonly account: number; readonly disorder: Disorder | null }
  | { readonly kind: 'capacity'; readonly account: number; readonly room: number; readonly fallsBack: boolean }
  | { readonly kind: 'pause' | 'resume'; readonly reason: PauseReason }
  | { readonly kind: 'window'; readonly isVisible: boolean }
  | ({ readonly kind: 'settings' } & Pick<Settings, 'stopBehavior' | 'readyWhen'>)
  | { readonly kind: 'remove profile' | 'move profile' | 'switch dry run'; readonly account: number };
