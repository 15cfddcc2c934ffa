import { useCallback, useEffect, useRef, useState } from 'react';
import type { KeyStorage } from '../shared/credential-facts';
import type { AppError } from '../shared/errors';
import { type CredentialSource, type ProfileDraft, toRegion } from '../shared/model';
import type { CallerIdentity } from '../shared/sign-in';
import { bridge } from './bridge';
import { EMPTY_KEYS, type KeysDraft, type KeysProblems, keepOf, keysProblems } from './keys-draft';

/** Where keys are checked as long as no Region is chosen: every account of the largest partition has it. */
const FIRST_REGION = toRegion('us-east-1');

interface KeysEntryGiven {
  /** Null while none are being entered. */
  readonly keys: KeysDraft | null;
  readonly draft: Partial<ProfileDraft>;
  /** Main has what was sent: time for the window to forget it. */
  readonly onEntered: (sent: KeysDraft, source: CredentialSource) => void;
}

export interface KeysEntry {
  /** Null until main has told. */
  readonly storage: KeyStorage | null;
  readonly problems: KeysProblems;
  /** What AWS or the system said against what was last sent. */
  readonly error: AppError | null;
  readonly isChecking: boolean;
  /** Whose the keys are that were entered last. */
  readonly entered: { readonly source: CredentialSource; readonly identity: CallerIdentity } | null;
  /** Sends what was typed; null where it was not taken, and then what was typed is still there. */
  readonly enter: () => Promise<CredentialSource | null>;
}

/** Brings access keys that a person types to main, which asks AWS about them. */
export function useKeysEntry({ keys, draft, onEntered }: KeysEntryGiven): KeysEntry {
  const [storage, setStorage] = useState<KeyStorage | null>(null);
  const [wasTried, setWasTried] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [isChecking, setIsChecking] = useState(false);
  const [entered, setEntered] = useState<KeysEntry['entered']>(null);
  /** A second click while AWS is asked gets the answer to the first. */
  const underWay = useRef<Promise<CredentialSource | null> | null>(null);

  /** What stands in the fields now; set by an effect that runs before any answer can come. */
  const latest = useRef<KeysDraft | null>(null);
  useEffect(() => {
    latest.current = keys;
    setError(null);
  }, [keys]);

  const look = useCallback(async (): Promise<void> => {
    const answer = await bridge.getKeyStorage();
    if (answer.ok) setStorage(answer.value);
  }, []);
  const isWanted = keys !== null || draft.source?.kind === 'access-keys';
  useEffect(() => {
    // The keyring may ask the person to unlock it: only where it is needed.
    if (isWanted) void look();
  }, [isWanted, look]);

  const keep = keepOf(keys ?? EMPTY_KEYS, storage?.hasKeyring ?? false, draft.name ?? '');
  const problems = keys === null ? {} : keysProblems(keys, keep);

  async function send(sent: KeysDraft): Promise<CredentialSource | null> {
    const endpointUrl = draft.endpointUrl?.trim() ?? '';
    const answer = await bridge.enterAccessKeys({
      accessKeyId: sent.accessKeyId.trim(),
      secretAccessKey: sent.secretAccessKey.trim(),
      sessionToken: sent.sessionToken.trim() === '' ? null : sent.sessionToken.trim(),
      region: draft.regions?.[0] ?? FIRST_REGION,
      endpointUrl: endpointUrl === '' ? null : endpointUrl,
      keep,
    });
    if (!answer.ok) {
      // What is said of other keys than these is no news any more.
      if (latest.current === sent) setError(answer.error);
      return null;
    }
    const { source } = answer.value;
    setWasTried(false);
    setEntered(answer.value);
    onEntered(sent, source);
    await look();
    return source;
  }

  async function enter(): Promise<CredentialSource | null> {
    setWasTried(true);
    if (keys === null || Object.keys(problems).length > 0 || storage === null) return null;
    setIsChecking(true);
    underWay.current ??= send(keys).finally(() => {
      underWay.current = null;
      setIsChecking(false);
    });
    return underWay.current;
  }

  return {
    storage,
    problems: wasTried ? problems : {},
    error,
    isChecking,
    entered,
    enter,
  };
}
