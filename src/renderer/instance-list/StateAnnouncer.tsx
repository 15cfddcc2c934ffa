import { useEffect, useRef, useState } from 'react';
import { useTranslator } from '../translation';
import { announcement } from './announcements';
import type { Listed } from './listed';

/** Tells screen readers of states that have changed; nothing to be seen. */
export function StateAnnouncer({ listed }: { readonly listed: readonly Listed[] }) {
  const translator = useTranslator();
  const [said, setSaid] = useState('');
  const heard = useRef<readonly Listed[]>([]);
  useEffect(() => {
    const text = announcement(heard.current, listed, translator);
    heard.current = listed;
    if (text !== null) setSaid(text);
  }, [listed, translator]);
  return (
    <div className="visually-hidden" aria-live="polite" data-announcer>
      {said}
    </div>
  );
}
