import { Button } from 'react-aria-components';
import { assertNever } from '../../shared/assert-never';
import type { Snapshot } from '../../shared/model';
import type { SignIn } from '../../shared/sign-in';
import { bridge } from '../bridge';
import { useTranslator } from '../translation';
import { useNow } from '../use-now';
import { ErrorDetails } from './ErrorDetails';
import { Icon } from './Icon';
import { MfaForm } from './MfaForm';

/** What a person has to do to be signed in: quiet, above the list, and out of the way of everything else. */
export function SignInBar({ snapshot }: { readonly snapshot: Snapshot }) {
  return (
    <>
      {snapshot.signIns.map((signIn) => (
        <section key={signIn.id} className="sign-in" aria-live="polite">
          <BrowserSignIn signIn={signIn} />
        </section>
      ))}
      {snapshot.mfaPrompts
        .filter(({ isDismissed }) => !isDismissed)
        .map((prompt) => (
          <MfaForm key={prompt.id} prompt={prompt} />
        ))}
    </>
  );
}

function BrowserSignIn({ signIn }: { readonly signIn: SignIn }) {
  const { t, text } = useTranslator();
  const { id, name, profileId, state } = signIn;
  const cancel = (
    <Button className="link-button" onPress={() => void bridge.cancelSignIn({ id })}>
      {t('action.cancel')}
    </Button>
  );
  switch (state.phase) {
    case 'starting':
      return (
        <>
          <p className="sign-in-text">{t('signIn.starting', { name })}</p>
          {cancel}
        </>
      );
    case 'waiting':
      return (
        <>
          <div className="sign-in-text">
            <p>{t('signIn.waiting', { name })}</p>
            <p>
              <span className="sign-in-code mono">
                <span className="visually-hidden">{t('signIn.code')} </span>
                {state.userCode}
              </span>{' '}
              <span className="meta">
                <TimeLeft expiresAt={state.expiresAt} /> · {t('signIn.at', { address: state.verificationUri })}
              </span>
            </p>
          </div>
          <div className="sign-in-actions">
            <Button className="button" onPress={() => void bridge.openSignInPage({ id })}>
              {t('signIn.openPage')}
            </Button>
            {cancel}
          </div>
        </>
      );
    case 'failed':
      return (
        <>
          <Icon name="warning" size={14} />
          <div className="sign-in-text" role="alert">
            <p className="trouble-message">{text(state.error.message)}</p>
            <p>{text(state.error.hint)}</p>
            <ErrorDetails error={state.error} />
          </div>
          <div className="sign-in-actions">
            <Button className="button" onPress={() => void bridge.signIn({ profileId })}>
              {t('signIn.again')}
            </Button>
            <Button
              className="icon-button"
              aria-label={t('action.dismiss')}
              onPress={() => void bridge.cancelSignIn({ id })}
            >
              <Icon name="close" size={14} />
            </Button>
          </div>
        </>
      );
    default:
      return assertNever(state);
  }
}

function TimeLeft({ expiresAt }: { readonly expiresAt: number }) {
  const { t } = useTranslator();
  const now = useNow(30_000);
  return t('signIn.valid', { minutes: Math.max(0, Math.ceil((expiresAt - now) / 60_000)) });
}
