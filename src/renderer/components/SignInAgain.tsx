import { Button } from 'react-aria-components';
import type { Profile } from '../../shared/model';
import type { ProfileAccess } from '../../shared/sign-in';
import { bridge } from '../bridge';
import { useTranslator } from '../translation';
import { useNow } from '../use-now';

/** The end of a sign-in is told this long before it comes, ms. */
const TOLD_BEFORE_MS = 30 * 60_000;

/** A sign-in that ends soon, and the button that renews it; nothing while it is good for longer. */
export function SignInAgain({
  profile,
  access,
}: {
  readonly profile: Profile;
  readonly access: ProfileAccess | undefined;
}) {
  const { t, time } = useTranslator();
  const now = useNow(60_000);
  const endsAt = access?.signInEndsAt ?? null;
  if (endsAt === null || endsAt - now > TOLD_BEFORE_MS) return null;
  return (
    <div className="sign-in">
      <p className="sign-in-text">{t('signIn.soon', { time: time(endsAt) })}</p>
      <Button className="link-button" onPress={() => void bridge.signIn({ profileId: profile.id })}>
        {t('signIn.again')}
      </Button>
    </div>
  );
}
