import { Button } from 'react-aria-components';
import type { AppError } from '../../shared/errors';
import type { Profile, Scope } from '../../shared/model';
import { regionLabel, regionPlace } from '../../shared/region-names';
import type { ProfileAccess } from '../../shared/sign-in';
import { bridge } from '../bridge';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';
import { useNow } from '../use-now';
import { ColorDot } from './ColorDot';
import { ErrorDetails } from './ErrorDetails';
import { Icon } from './Icon';
import { SignInAgain } from './SignInAgain';

interface ScopeHeaderProps {
  readonly id: string;
  readonly scope: Scope;
  readonly profile: Profile;
  readonly access: ProfileAccess | undefined;
  /** Then nothing is asked, and nothing counts down to it. */
  readonly isOffline: boolean;
}

/** Which Profile and Region, how fresh the picture is, or what is wrong with it and what to do. */
export function ScopeHeader({ isOffline, ...line }: ScopeHeaderProps) {
  return (
    <div className="scope-head">
      <ScopeLine {...line} />
      <ScopeTroubles {...line} isOffline={isOffline} />
    </div>
  );
}

/** What of it always stays in sight. */
export function ScopeLine({ id, scope, profile, access }: Omit<ScopeHeaderProps, 'isOffline'>) {
  const translator = useTranslator();
  const { t, time } = translator;
  const { freshness } = scope;
  const identity = access?.identity ?? null;
  const place = regionPlace(scope.region, translator);
  return (
    <div className="scope-line">
      <ColorDot color={profile.color} />
      <h2 id={id} title={`${profile.name} · ${regionLabel(scope.region, translator)}`}>
        <b>{profile.name}</b> {place !== null && <span className="region-place">{place}</span>}{' '}
        <span className="whole">{scope.region}</span>
      </h2>
      {profile.source.kind === 'demo' && <span className="badge">{t('demo.badge')}</span>}
      {profile.filter !== null && (
        <span className="badge filtered" title={t('list.filteredBy', { filter: profile.filter })}>
          {t('list.filtered')}
        </span>
      )}
      {profile.isDryRun && <span className="badge dry-run">{t('dryRun.badge')}</span>}
      {identity !== null && (
        <span className="account" title={identity.arn}>
          {identity.accountAlias ?? identity.accountId}
        </span>
      )}
      <span className={freshness.kind === 'failed' ? 'age tone-trouble' : 'age'}>
        {freshness.kind === 'loading' && scope.sameAs === null && t('list.loading')}
        {freshness.kind === 'current' && t('list.asOf', { time: time(freshness.asOf) })}
        {freshness.kind === 'failed' && freshness.asOf !== null && t('list.oldAsOf', { time: time(freshness.asOf) })}
      </span>
    </div>
  );
}

/** What is wrong, or soon will be, and the one thing to do about it. */
export function ScopeTroubles({ scope, profile, access, isOffline }: Omit<ScopeHeaderProps, 'id'>) {
  const { freshness } = scope;
  if (freshness.kind === 'current') return <SignInAgain profile={profile} access={access} />;
  return freshness.kind === 'failed' ? (
    <ScopeTrouble scope={scope} freshness={freshness} isOffline={isOffline} />
  ) : null;
}

function ScopeTrouble({
  scope,
  freshness,
  isOffline,
}: {
  readonly scope: Scope;
  readonly isOffline: boolean;
  readonly freshness: Extract<Scope['freshness'], { kind: 'failed' }>;
}) {
  const { text } = useTranslator();
  return (
    <div className="trouble" role="alert">
      <Icon name="warning" size={14} />
      <div className="trouble-text">
        <p className="trouble-message">{text(freshness.error.message)}</p>
        <p>{text(freshness.error.hint)}</p>
        <ErrorDetails error={freshness.error} />
      </div>
      {!isOffline && (
        <div className="trouble-action">
          <SignInButton scope={scope} error={freshness.error} />
          <Retry scope={scope} retryAt={freshness.retryAt} />
        </div>
      )}
    </div>
  );
}

function Retry({ scope, retryAt }: { readonly scope: Scope; readonly retryAt: number }) {
  const { t } = useTranslator();
  const now = useNow(1000);
  const seconds = Math.max(1, Math.ceil((retryAt - now) / 1000));
  return (
    <>
      <Button
        className="link-button"
        isDisabled={scope.isRefreshing}
        onPress={() => void bridge.refresh({ scopeId: scope.id })}
      >
        {t('action.retry')}
      </Button>
      {/* The seconds tick for the eye only; a screen reader would read every one of them. */}
      <span className="age" aria-hidden="true">
        {scope.isRefreshing ? t('list.loading') : t('list.retryIn', { seconds })}
      </span>
    </>
  );
}

/** What a person can do about not being signed in. */
function SignInButton({ scope, error }: { readonly scope: Scope; readonly error: AppError }) {
  const { t } = useTranslator();
  const showStatus = useStatus();
  const challenge = error.message.values['challenge'];
  if (error.code === 'mfa-required' && typeof challenge === 'string') {
    return (
      <Button className="button" onPress={() => void bridge.reopenMfaPrompt({ id: challenge })}>
        {t('mfa.enter')}
      </Button>
    );
  }
  if (error.code !== 'sign-in-required') return null;
  async function signIn(): Promise<void> {
    const begun = await bridge.signIn({ profileId: scope.profileId });
    // What went wrong with a sign-in that has begun stands above the list.
    if (!begun.ok && begun.error.code === 'no-browser-sign-in') showStatus({ kind: 'failed', error: begun.error });
  }
  return (
    <Button className="button" onPress={() => void signIn()}>
      {t('signIn.signIn')}
    </Button>
  );
}
