import type { Profile, ProfileAccess } from '../../shared/model';
import { sourceText } from '../credential-text';
import { useTranslator } from '../translation';

/** Who a Profile acts as: account, ARN, where the credentials come from and when they end. */
export function AccessFacts({
  profile,
  access,
}: {
  readonly profile: Profile;
  readonly access: ProfileAccess | undefined;
}) {
  const translator = useTranslator();
  const { t, time } = translator;
  if (access === undefined) return null;
  const { identity, expiresAt, signInEndsAt } = access;
  const facts = [
    [t('access.account'), identity && [identity.accountId, identity.accountAlias].filter(Boolean).join(' · ')],
    [t('access.arn'), identity?.arn],
    [t('access.source'), sourceText(profile.source, translator)],
    [t('access.expires'), expiresAt && time(expiresAt)],
    [t('access.signInEnds'), signInEndsAt && time(signInEndsAt)],
  ] as const;
  return (
    <dl className="facts">
      {facts.map(
        ([label, value]) =>
          value && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
