import type { AccessKeysKeep } from './contract';
import type { AccessKeysId, CredentialSource, ProfileDraft, Region } from './model';
import type { CallerIdentity } from './sign-in';
import type { Text } from './text';

/*
 * What a view may know of the credentials on this computer, and of the accounts that they open: never a secret.
 */

/** How a named profile of the shared AWS config files gets its credentials, as far as the files tell. */
export type CredentialKind =
  | 'access-keys'
  | 'sso'
  | 'assume-role'
  | 'credential-process'
  | 'web-identity'
  | 'login'
  | 'none';

export interface NamedProfile {
  readonly profileName: string;
  readonly region: string | null;
  readonly credentialKind: CredentialKind;
  readonly endpointUrl: string | null;
}

/** What is wrong with a line of the shared AWS config files, or with a whole one. */
export interface ConfigProblem {
  /** Its path, as a person is shown it. */
  readonly file: string;
  /** Counted from 1; null for the whole file. */
  readonly line: number | null;
  /** The named profile that it concerns, which may not be among those found; null for none. */
  readonly profileName: string | null;
  readonly text: Text;
}

/** The credentials found on this computer that a Profile could use. */
export interface CredentialSources {
  readonly namedProfiles: readonly NamedProfile[];
  /** All that is wrong with the files; what else they hold goes on working. */
  readonly problems: readonly ConfigProblem[];
  /** Set when the environment itself holds credentials (`AWS_ACCESS_KEY_ID` and the like). */
  readonly environment: { readonly region: string | null } | null;
}

/** Access keys that are kept, as far as a view may know them. */
export interface KeptAccessKeys {
  readonly id: AccessKeysId;
  /** The last four characters of the access key ID. */
  readonly ending: string;
  readonly keptIn: Exclude<AccessKeysKeep['kind'], 'credentials-file'>;
}

export interface KeyStorage {
  /** Whether this system has a keyring that can encrypt secrets for this user. */
  readonly hasKeyring: boolean;
  readonly kept: readonly KeptAccessKeys[];
}

export interface EnteredAccessKeys {
  readonly identity: CallerIdentity;
  /** What a Profile signs in with from now on. */
  readonly source: CredentialSource;
}

/** A Profile of an exported file that could be added. */
export interface ImportCandidate {
  readonly draft: ProfileDraft;
  /** Its own name, or what it could be called because that one is taken. */
  readonly freeName: string;
  /** Whether this computer has the credentials that it names. */
  readonly hasCredentials: boolean;
}

export interface ProfilesFileContents {
  readonly file: string;
  readonly candidates: readonly ImportCandidate[];
}

export const OPT_IN_STATUSES = ['opt-in-not-required', 'opted-in', 'not-opted-in'] as const;

/** A Region of an account, as DescribeRegions tells. */
export interface AccountRegion {
  readonly region: Region;
  readonly optInStatus: (typeof OPT_IN_STATUSES)[number];
}
