import { Notification } from 'electron';
import { translatorFor } from '../../shared/translator';
import type { Store } from '../store';
import { endedActions } from './ended-actions';
import { notificationText } from './notification-text';

export interface NotifierParts {
  readonly store: Store;
  /** Whether the person has the window before their eyes: then they see it there. */
  readonly isLookedAt: () => boolean;
  readonly onClick: () => void;
}

/** Tells what became of an action, once it has come to its end. The answer stops it. */
export function startNotifier({ store, isLookedAt, onClick }: NotifierParts): () => void {
  let before = store.get().scopes;
  return store.subscribe(({ scopes, settings, language }) => {
    const ended = endedActions(before, scopes);
    before = scopes;
    if (!settings.notifications || isLookedAt() || !Notification.isSupported()) return;
    const text = notificationText(ended, translatorFor(language));
    if (text === null) return;
    const notification = new Notification({ title: text.title, body: text.body });
    notification.on('click', onClick);
    notification.show();
  });
}
