import { NoticeBoard } from '../../src/main/notices';
import type { KeptFolder } from '../../src/main/stored-file';
import type { Text } from '../../src/shared/text';
import { ManualClock } from './manual-clock';

interface KeptFolderUnderTest {
  readonly folder: KeptFolder;
  readonly clock: ManualClock;
  /** What stands there to be read. */
  readonly told: () => readonly Text[];
}

/** A folder of kept files, with a clock that the test moves. */
export function keptFolder(directory: string): KeptFolderUnderTest {
  const clock = new ManualClock();
  const notices = new NoticeBoard();
  return { folder: { directory, clock, notices }, clock, told: () => notices.early().map(({ text }) => text) };
}
