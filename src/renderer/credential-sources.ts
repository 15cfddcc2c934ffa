import { useCallback, useEffect, useState } from 'react';
import type { CredentialSources, NamedProfile } from '../shared/contract';
import type { AppError } from '../shared/errors';
import { type CredentialSource, PROFILE_COLORS, type Profile, type ProfileColor } from '../shared/model';
import type { Translator } from '../shared/translator';
import { bridge } from './bridge';

export type FoundSources =
  | { readonly kind: 'looking' }
  | { readonly kind: 'found'; readonly sources: CredentialSources }
  | { readonly kind: 'failed'; readonly error: AppError };

/** The credentials on this computer, and a way to look again. */
export function useCredentialSources(): readonly [FoundSources, () => void] {
  const [found, setFound] = useState<FoundSources>({ kind: 'looking' });
  const look = useCallback(() => {
    void bridge.listCredentialSources().then((answer) => {
      setFound(answer.ok ? { kind: 'found', sources: answer.value } : { kind: 'failed', error: answer.error });
    });
  }, []);
  useEffect(look, [look]);
  return [found, look];
}

/** `AWS profile work`, `environment`, `demo account`. */
export function sourceText(source: CredentialSource, { t }: Translator): string {
  return source.kind === 'named-profile'
    ? t('credential.named-profile', { name: source.profileName })
    : t(`credential.${source.kind}`);
}

/** `access keys · Seoul ap-northeast-2`-like facts of a named profile. */
export function namedProfileText(profile: NamedProfile, { t }: Translator): string {
  return [t(`credential.${profile.credentialKind}`), profile.region ?? t('welcome.noRegion'), profile.endpointUrl]
    .filter((part) => part !== null)
    .join(' · ');
}

/** The first colour that no other Profile has. */
export function freeColor(profiles: readonly Profile[]): ProfileColor {
  return PROFILE_COLORS.find((color) => !profiles.some((profile) => profile.color === color)) ?? PROFILE_COLORS[0];
}
