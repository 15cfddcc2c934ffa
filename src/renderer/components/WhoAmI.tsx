import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import type { Profile, ProfileAccess } from '../../shared/model';
import { sourceText } from '../credential-text';
import { useTranslator } from '../translation';

interface WhoAmIProps {
  readonly profile: Profile;
  readonly access: ProfileAccess | undefined;
}

/** The account that a Profile reaches, and on a click all that is known of who it acts as. */
export function WhoAmI({ profile, access }: WhoAmIProps) {
  const translator = useTranslator();
  const { t } = translator;
  const identity = access?.identity ?? null;
  if (identity === null) return null;
  return (
    <DialogTrigger>
      <Button className="account" aria-label={`${t('access.who')}: ${identity.accountAlias ?? identity.accountId}`}>
        {identity.accountAlias ?? identity.accountId}
      </Button>
      <Popover className="popover" placement="bottom start">
        <Dialog className="who">
          <Heading slot="title" className="visually-hidden">
            {t('access.who')}
          </Heading>
          <AccessFacts profile={profile} access={access} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** Account, ARN, where the credentials come from and when they end. */
export function AccessFacts({ profile, access }: WhoAmIProps) {
  const translator = useTranslator();
  const { t, time } = translator;
  const identity = access?.identity ?? null;
  const account = identity === null ? null : [identity.accountId, identity.accountAlias].filter(Boolean).join(' · ');
  const facts = [
    [t('access.account'), account],
    [t('access.arn'), identity?.arn ?? null],
    [t('access.source'), sourceText(profile.source, translator)],
    [t('access.expires'), access?.expiresAt ? time(access.expiresAt) : null],
    [t('access.signInEnds'), access?.signInEndsAt ? time(access.signInEndsAt) : null],
  ] as const;
  return (
    <dl className="facts">
      {facts.map(
        ([label, value]) =>
          value !== null && (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="mono">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
