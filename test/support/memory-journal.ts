import type { Clock } from '../../src/main/clock';
import type { JournalFile } from '../../src/main/journal/journal-file';
import type { JournalRecord } from '../../src/shared/journal';
import type { ActionId } from '../../src/shared/model';

/** What of the journal is on the disk: it outlives the runs of the app. */
export type JournalDisk = JournalRecord[];

/** The journal's file as one run of the app has it open, on a disk that takes its time. */
export function openMemoryJournal(disk: JournalDisk, clock: Clock, diskMs: () => number): JournalFile {
  const begunHere = new Set<ActionId>();
  let queue: Promise<unknown> = Promise.resolve();
  function queued<Value>(task: () => Value): Promise<Value> {
    const done = queue.then(() => new Promise<void>((resolve) => clock.after(diskMs(), resolve))).then(task);
    queue = done;
    return done;
  }
  return {
    hasBegun: (actionId) => begunHere.has(actionId),
    append(record) {
      if (record.type === 'begun') begunHere.add(record.actionId);
      return queued(() => {
        disk.push(record);
      });
    },
    read: () => queued(() => ({ records: [...disk], unreadableLines: 0 })),
    close: () => queued(() => undefined),
  };
}
