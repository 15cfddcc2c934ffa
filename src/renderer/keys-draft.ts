import {
  ACCESS_KEY_ID,
  AWS_PROFILE_NAME,
  needsSessionToken,
  SECRET_ACCESS_KEY,
  SESSION_TOKEN,
} from '../shared/access-keys';
import type { AccessKeysKeep } from '../shared/contract';
import type { AppError } from '../shared/errors';
import type { MessageKey } from '../shared/text';
import { pastedKeys } from './pasted-keys';

/*
 * Access keys while they are being entered: the only place of the window that ever holds them, until main does.
 */

export type KeepKind = AccessKeysKeep['kind'];

export interface KeysDraft {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Null until one is chosen: what fits the system. */
  readonly keep: KeepKind | null;
  /** Null until one is typed: the Profile's own, where it can be. */
  readonly profileName: string | null;
}

export const EMPTY_KEYS: KeysDraft = {
  accessKeyId: '',
  secretAccessKey: '',
  sessionToken: '',
  keep: null,
  profileName: null,
};

export type KeysField = 'accessKeyId' | 'secretAccessKey' | 'sessionToken' | 'keep' | 'profileName';
export type KeysProblems = Readonly<Partial<Record<KeysField, MessageKey>>>;

/** Empty where nothing is wrong, as far as can be told without AWS. */
export function keysProblems(
  { accessKeyId, secretAccessKey, sessionToken }: KeysDraft,
  keep: AccessKeysKeep,
): KeysProblems {
  const id = accessKeyId.trim();
  const secret = secretAccessKey.trim();
  const token = sessionToken.trim();
  const problems: Partial<Record<KeysField, MessageKey>> = {};
  if (id === '') problems.accessKeyId = 'keys.accessKeyIdMissing';
  else if (!ACCESS_KEY_ID.test(id)) problems.accessKeyId = 'keys.accessKeyIdInvalid';
  if (secret === '') problems.secretAccessKey = 'keys.secretAccessKeyMissing';
  else if (!SECRET_ACCESS_KEY.test(secret)) problems.secretAccessKey = 'keys.secretAccessKeyInvalid';
  if (token === '' && needsSessionToken(id)) problems.sessionToken = 'keys.sessionTokenMissing';
  else if (token !== '' && !SESSION_TOKEN.test(token)) problems.sessionToken = 'keys.sessionTokenInvalid';
  if (keep.kind === 'credentials-file' && !AWS_PROFILE_NAME.test(keep.profileName)) {
    problems.profileName = 'keys.profileNameInvalid';
  }
  return problems;
}

/** How they are to be kept: as was chosen, else as is safest where there is a keyring and where there is none. */
export function keepOf({ keep, profileName }: KeysDraft, hasKeyring: boolean, name: string): AccessKeysKeep {
  const kind = keep ?? (hasKeyring ? 'keyring' : 'this-run');
  if (kind !== 'credentials-file') return { kind };
  return { kind, profileName: profileName?.trim() ?? (AWS_PROFILE_NAME.test(name.trim()) ? name.trim() : '') };
}

/** The field that an answer of main is about; null for what is no field's fault. */
export function fieldAtFault({ code }: AppError): KeysField | null {
  switch (code) {
    case 'unknown-access-key':
      return 'accessKeyId';
    case 'wrong-secret-access-key':
      return 'secretAccessKey';
    case 'session-token-expired':
      return 'sessionToken';
    case 'keyring-missing':
    case 'keyring-refused':
      return 'keep';
    case 'aws-profile-taken':
      return 'profileName';
    default:
      return null;
  }
}

/** The draft with what a text has of access keys, and the Region it names; null for a text to paste as it is. */
export function withPasted(
  draft: KeysDraft,
  text: string,
): { readonly draft: KeysDraft; readonly region: string | null } | null {
  const pasted = pastedKeys(text);
  if (pasted === null) return null;
  const { accessKeyId, secretAccessKey, sessionToken, region } = pasted;
  return { draft: { ...draft, accessKeyId, secretAccessKey, sessionToken: sessionToken ?? '' }, region };
}
