import { Button } from 'react-aria-components';
import type { Profile } from '../../shared/model';
import { ColorDot } from '../components/ColorDot';
import { rememberSettingsSection } from '../settings-section';
import { useTranslator } from '../translation';
import { useEnableProfile } from '../use-enable-profile';

interface DisabledProfilesViewProps {
  readonly profiles: readonly Profile[];
  readonly onOpenSettings: () => void;
}

/** In place of the list where every Profile is switched off: says so, and switches one on again. */
export function DisabledProfilesView({ profiles, onOpenSettings }: DisabledProfilesViewProps) {
  const { t } = useTranslator();
  const setEnabled = useEnableProfile();
  return (
    <main className="page welcome">
      <h1>{t('disabled.title')}</h1>
      <p className="page-intro">{t('disabled.text')}</p>
      <ul className="choices">
        {profiles.map((profile) => (
          <li key={profile.id} className="choice">
            <div>
              <p className="name">
                <ColorDot color={profile.color} /> {profile.name}
              </p>
            </div>
            <Button
              className="button primary"
              aria-label={t('settings.enableName', { name: profile.name })}
              onPress={() => setEnabled(profile, true)}
            >
              {t('settings.enable')}
            </Button>
          </li>
        ))}
      </ul>
      <Button
        className="link-button"
        onPress={() => {
          rememberSettingsSection('profiles');
          onOpenSettings();
        }}
      >
        {t('list.settings')}
      </Button>
    </main>
  );
}
