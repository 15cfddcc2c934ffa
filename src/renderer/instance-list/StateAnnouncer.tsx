import { useEffect, useRef, useState } from 'react';
import { useTranslator } from '../translation';
import { announcement } from './announcements';
import type { Listed } from './listed';

interface StateAnnouncerProps {
  readonly listed: readonly Listed[];
  /** The instances whose progress another live region tells, until it has told the last of it; null where none does. */
  readonly toldElsewhere?: ReadonlySet<string> | null;
}

/** Tells screen readers of states that have changed; nothing to be seen. */
export function StateAnnouncer({ listed, toldElsewhere = null }: StateAnnouncerProps) {
  const translator = useTranslator();
  const [said, setSaid] = useState('');
  const heard = useRef<readonly Listed[]>([]);
  const toldBefore = useRef(toldElsewhere);
  useEffect(() => {
    const before = toldBefore.current;
    const isTold = (key: string): boolean => toldElsewhere?.has(key) === true || before?.has(key) === true;
    const text = announcement(heard.current, listed, translator, isTold);
    heard.current = listed;
    toldBefore.current = toldElsewhere;
    if (text !== null) setSaid(text);
  }, [listed, toldElsewhere, translator]);
  // What happened out of sight is no news when the list comes back.
  useEffect(
    () => () => {
      heard.current = [];
      setSaid('');
    },
    [],
  );
  return (
    <div className="visually-hidden" aria-live="polite" data-announcer>
      {said}
    </div>
  );
}
