import { Button } from 'react-aria-components';
import type { Profile, ProfileAccess, Scope, Snapshot } from '../../../shared/model';
import { regionLabel } from '../../../shared/region-names';
import { hasDemo } from '../../../shared/state-counts';
import { bridge } from '../../bridge';
import { AccessFacts } from '../../components/AccessFacts';
import { ColorDot } from '../../components/ColorDot';
import { PermissionFacts } from '../../components/PermissionFacts';
import { sourceText } from '../../credential-text';
import { useStatus } from '../../status-line';
import { useTranslator } from '../../translation';

interface ProfilesSectionProps {
  readonly snapshot: Snapshot;
  readonly onAdd: () => void;
  readonly onEdit: (profile: Profile) => void;
}

export function ProfilesSection({ snapshot, onAdd, onEdit }: ProfilesSectionProps) {
  const { t } = useTranslator();
  const showStatus = useStatus();

  async function openDemo(): Promise<void> {
    const opened = await bridge.openDemoAccount();
    if (!opened.ok) showStatus({ kind: 'failed', error: opened.error });
  }

  return (
    <section className="section" aria-labelledby="settings-profiles">
      <h2 id="settings-profiles">{t('settings.profiles')}</h2>
      {snapshot.profiles.length === 0 && <p className="page-intro">{t('settings.noProfile')}</p>}
      <ul className="choices">
        {snapshot.profiles.map((profile) => (
          <ProfileItem
            key={profile.id}
            profile={profile}
            access={snapshot.access[profile.id]}
            scopes={snapshot.scopes}
            isOnlyOne={snapshot.profiles.length === 1}
            onEdit={() => onEdit(profile)}
          />
        ))}
      </ul>
      <div className="section-actions">
        <Button className="button" onPress={onAdd}>
          {t('settings.addProfile')}
        </Button>
        {!hasDemo(snapshot) && (
          <Button className="link-button" onPress={() => void openDemo()}>
            {t('settings.openDemo')}
          </Button>
        )}
      </div>
    </section>
  );
}

function ProfileItem({
  profile,
  access,
  scopes,
  isOnlyOne,
  onEdit,
}: {
  readonly profile: Profile;
  readonly access: ProfileAccess | undefined;
  readonly scopes: readonly Scope[];
  readonly isOnlyOne: boolean;
  readonly onEdit: () => void;
}) {
  const translator = useTranslator();
  const { t } = translator;
  const showStatus = useStatus();
  const { id, name } = profile;

  async function remove(): Promise<void> {
    const { id: _id, ...draft } = profile;
    const removed = await bridge.removeProfile({ id });
    if (!removed.ok) {
      showStatus({ kind: 'failed', error: removed.error });
      return;
    }
    const putBack = () => void (draft.source.kind === 'demo' ? bridge.openDemoAccount() : bridge.addProfile(draft));
    showStatus({ kind: 'done', text: t('settings.removed', { name }), undo: putBack });
  }

  const isDemo = profile.source.kind === 'demo';
  return (
    <li className="choice">
      <div>
        <p className="name">
          <ColorDot color={profile.color} /> {name}{' '}
          {profile.isDryRun && <span className="badge dry-run">{t('dryRun.badge')}</span>}
        </p>
        <p className="meta">
          {sourceText(profile.source, translator)} ·{' '}
          {profile.regions.map((region, index) => (
            <span key={region} className="whole">
              {regionLabel(region, translator)}
              {index < profile.regions.length - 1 && ', '}
            </span>
          ))}
        </p>
        <AccessFacts profile={profile} access={access} />
        <PermissionFacts profile={profile} scopes={scopes} />
        {isDemo && isOnlyOne && <p className="meta">{t('settings.demoShown')}</p>}
      </div>
      {!isDemo && (
        <Button className="button" aria-label={t('settings.editName', { name })} onPress={onEdit}>
          {t('settings.edit')}
        </Button>
      )}
      {!(isDemo && isOnlyOne) && (
        <Button className="button" aria-label={t('settings.removeName', { name })} onPress={() => void remove()}>
          {t('settings.remove')}
        </Button>
      )}
    </li>
  );
}
