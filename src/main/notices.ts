import type { Notice, Snapshot } from '../shared/model';

/** Shows a notice; one of the same ID goes for it. */
export function withNotice(snapshot: Snapshot, notice: Notice): Snapshot {
  return { ...snapshot, notices: [...snapshot.notices.filter(({ id }) => id !== notice.id), notice] };
}
