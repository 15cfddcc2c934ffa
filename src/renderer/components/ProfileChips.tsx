import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { type Profile, type ProfileId, type Snapshot, toProfileId } from '../../shared/model';
import { isUnknown, scopesOfProfile } from '../../shared/state-counts';
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
  /** With a mark where a Region has not answered: then there may be more. */
  const countOf = (id: ProfileId | null): string => {
    const scopes = id === null ? snapshot.scopes : scopesOfProfile(snapshot, id);
    const count = scopes.reduce((sum, scope) => sum + scope.instances.length, 0);
    if (scopes.every(isUnknown)) return '?';
    return scopes.some(isUnknown) ? `${number(count)}+` : number(count);
  };

  const nameOf = ({ id, name, filter }: Profile): string =>
    filter === null
      ? t('list.profileShare', { name, count: countOf(id) })
      : t('list.profileShareFiltered', { name, count: countOf(id), filter });

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
        {t('list.all')} <span className="chip-count">{countOf(null)}</span>
      </ToggleButton>
      {snapshot.profiles.map((profile) => (
        <ToggleButton key={profile.id} id={profile.id} className="chip" aria-label={nameOf(profile)}>
          <ColorDot color={profile.color} />
          <span className="chip-name">{profile.name}</span>
          {profile.filter !== null && (
            <span className="chip-filtered" title={t('list.filteredBy', { filter: profile.filter })}>
              {t('list.filtered')}
            </span>
          )}
          {profile.isDryRun && <span className="badge dry-run">{t('dryRun.badge')}</span>}
          <span className="chip-count">{countOf(profile.id)}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
