import type { ConfigProblem, NamedProfile } from '../shared/credential-facts';
import type { CredentialSource } from '../shared/model';
import type { Translator } from '../shared/translator';

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

/** `~/.aws/config, line 3 (work): …`. */
export function configProblemText({ file, line, profileName, text }: ConfigProblem, translator: Translator): string {
  const words = { file, text: translator.text(text) };
  if (line === null) return translator.t('configProblem.whereFile', words);
  return profileName === null
    ? translator.t('configProblem.where', { ...words, line })
    : translator.t('configProblem.whereProfile', { ...words, line, profile: profileName });
}
