import { useEffect, useRef, useState } from 'react';
import type { Result } from '../shared/errors';
import type { JournalFilter, JournalPage } from '../shared/journal';
import { bridge } from './bridge';

/**
 * The journal's entries that match; null until they have been read. They are read again when `version` changes, one reading
 * at a time: what changes meanwhile is in the next one.
 */
export function useJournal(filter: JournalFilter, version: string): Result<JournalPage> | null {
  const [answer, setAnswer] = useState<Result<JournalPage> | null>(null);
  const wanted = useRef<JournalFilter | null>(null);
  const isReading = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is what makes it read again
  useEffect(() => {
    wanted.current = filter;
    if (isReading.current) return;
    isReading.current = true;
    async function readAll(): Promise<void> {
      for (let next = wanted.current; next !== null; next = wanted.current) {
        wanted.current = null;
        const read = await bridge.readJournal(next);
        // One that is out of date by now is not shown.
        if (wanted.current === null) setAnswer(read);
      }
      isReading.current = false;
    }
    void readAll();
  }, [filter, version]);

  return answer;
}
