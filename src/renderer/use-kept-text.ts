import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppError, Result } from '../shared/errors';

/** A pause in typing after which what stands there is meant. */
const PAUSE_MS = 800;

/** What was typed and could not be kept, by field: still there when its page is opened again. */
const unfinished = new Map<string, string>();

interface KeptTextGiven {
  /** Names the field, once in the app. */
  readonly field: string;
  /** What is kept now. */
  readonly kept: string;
  readonly isValid: (text: string) => boolean;
  readonly save: (text: string) => Promise<Result<unknown>>;
}

interface KeptText {
  readonly text: string;
  /** Why it could not be kept, where it could have been. */
  readonly error: AppError | null;
  readonly onChange: (text: string) => void;
  readonly onBlur: () => void;
}

/**
 * A text that is kept once its field is left, or after a pause. What cannot be kept stays as it was typed. What is kept may
 * differ from what was typed (a rule is trimmed), and is shown once the field is left: who pauses may go on typing.
 */
export function useKeptText({ field, kept, isValid, save }: KeptTextGiven): KeptText {
  const [typed, setTyped] = useState<string | null>(unfinished.get(field) ?? null);
  const [error, setError] = useState<AppError | null>(null);
  const text = typed ?? kept;
  const canSave = typed !== null && isValid(typed);

  // By effects that run later than what they look at: always the last of each.
  const latest = useRef({ text, canSave, save });
  useEffect(() => {
    latest.current = { text, canSave, save };
  });
  const isBeingTyped = useRef(false);
  /** What was typed and is kept already, until another key is pressed. */
  const saved = useRef<string | null>(null);

  const flush = useCallback(async (): Promise<void> => {
    const { text: meant, canSave: isMeant, save: send } = latest.current;
    if (saved.current !== meant) {
      if (!isMeant) return;
      const answer = await send(meant);
      setError(answer.ok ? null : answer.error);
      if (!answer.ok) return;
      if (unfinished.get(field) === meant) {
        unfinished.delete(field);
        saved.current = meant;
      }
    }
    if (!isBeingTyped.current) setTyped((now) => (now === meant ? null : now));
  }, [field]);

  // `text` is watched so that each key begins the pause anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said above
  useEffect(() => {
    if (!canSave) return undefined;
    const timer = setTimeout(() => void flush(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, canSave, flush]);
  // A page that is left at once leaves its fields.
  useEffect(() => () => void flush(), [flush]);

  return {
    text,
    error,
    onChange: (changed) => {
      isBeingTyped.current = true;
      saved.current = null;
      setError(null);
      setTyped(changed === kept ? null : changed);
      if (changed === kept) unfinished.delete(field);
      else unfinished.set(field, changed);
    },
    onBlur: () => {
      isBeingTyped.current = false;
      void flush();
    },
  };
}
