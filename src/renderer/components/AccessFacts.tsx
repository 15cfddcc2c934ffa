import type { ProfileAccess } from '../../shared/sign-in';
import { useTranslator } from '../translation';

/** Who a Profile acts as: account, ARN, and when the credentials and the sign-in end. */
export function AccessFacts({ access }: { readonly access: ProfileAccess | undefined }) {
  const { t, dateTime } = useTranslator();
  if (access === undefined) return null;
  const { identity, expiresAt, signInEndsAt } = access;
  const facts = [
    [t('access.account'), identity && [identity.accountId, identity.accountAlias].filter(Boolean).join(' · ')],
    [t('access.arn'), identity?.arn],
    [t('access.expires'), expiresAt && dateTime(expiresAt)],
    [t('access.signInEnds'), signInEndsAt && dateTime(signInEndsAt)],
  ] as const;
  return (
    <dl className="access-facts">
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
