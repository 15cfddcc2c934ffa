import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { type ProfileId, type Snapshot, toProfileId } from '../../shared/model';
import { useTranslator } from '../translation';
import { ColorDot } from './ColorDot';

interface ProfileChipsProps {
  readonly snapshot: Snapshot;
  readonly shown: ProfileId | null;
  readonly onShow: (profile: ProfileId | null) => void;
}

const ALL = 'all';

/** Narrows the list to one Profile. */
export function ProfileChips({ snapshot, shown, onShow }: ProfileChipsProps) {
  const { t, number } = useTranslator();
  const countOf = (id: ProfileId | null): number =>
    snapshot.scopes
      .filter((scope) => id === null || scope.profileId === id)
      .reduce((sum, scope) => sum + scope.instances.length, 0);

  return (
    <ToggleButtonGroup
      className="chips"
      aria-label={t('list.profiles')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[shown ?? ALL]}
      onSelectionChange={(keys) => {
        const [key] = keys;
        onShow(key === undefined || key === ALL ? null : toProfileId(String(key)));
      }}
    >
      <ToggleButton id={ALL} className="chip">
        {t('list.all')} <span className="chip-count">{number(countOf(null))}</span>
      </ToggleButton>
      {snapshot.profiles.map((profile) => (
        <ToggleButton
          key={profile.id}
          id={profile.id}
          className="chip"
          aria-label={t('list.profileShare', { name: profile.name, count: countOf(profile.id) })}
        >
          <ColorDot color={profile.color} />
          <span className="chip-name">{profile.name}</span>
          <span className="chip-count">{number(countOf(profile.id))}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
