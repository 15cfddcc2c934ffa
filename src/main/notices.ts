import type { Notice, Snapshot } from '../shared/model';
import type { Store } from './store';

/** Shows a notice; one of the same ID goes for it. */
export function withNotice(snapshot: Snapshot, notice: Notice): Snapshot {
  return { ...snapshot, notices: [...snapshot.notices.filter(({ id }) => id !== notice.id), notice] };
}

/** Takes a notice away, where it is there. */
export function withoutNotice(snapshot: Snapshot, id: string): Snapshot {
  const notices = snapshot.notices.filter((notice) => notice.id !== id);
  return notices.length === snapshot.notices.length ? snapshot : { ...snapshot, notices };
}

/** Takes notices before there is a picture to show them in; from `showIn` on they come and go in that. */
export class NoticeBoard {
  #early: readonly Notice[] = [];
  #store: Store | null = null;

  /** What was shown before there was a picture. */
  early(): readonly Notice[] {
    return this.#early;
  }

  showIn(store: Store): void {
    this.#store = store;
  }

  show(notice: Notice): void {
    if (this.#store === null) this.#early = [...this.#early.filter(({ id }) => id !== notice.id), notice];
    else this.#store.update((snapshot) => withNotice(snapshot, notice));
  }

  clear(id: string): void {
    if (this.#store === null) this.#early = this.#early.filter((notice) => notice.id !== id);
    else this.#store.update((snapshot) => withoutNotice(snapshot, id));
  }
}
