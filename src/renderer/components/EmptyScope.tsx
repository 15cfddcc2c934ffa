import { Button } from 'react-aria-components';
import type { Profile, Scope } from '../../shared/model';
import { regionLabel } from '../../shared/region-names';
import { useTranslator } from '../translation';

interface EmptyScopeProps {
  readonly scope: Pick<Scope, 'region'>;
  readonly profile: Pick<Profile, 'filter'>;
  readonly onEditProfile: () => void;
}

/** A scope that AWS has listed and that has nothing in it: says why, as far as is known, and what could be changed. */
export function EmptyScope({ scope, profile, onEditProfile }: EmptyScopeProps) {
  const translator = useTranslator();
  const { t } = translator;
  const place = regionLabel(scope.region, translator);
  const isFiltered = profile.filter !== null;
  return (
    <div className="empty-scope">
      <p>
        {isFiltered ? t('emptyScope.before', { place }) : t('emptyScope.none', { place })}
        {isFiltered && <code className="mono empty-filter">{profile.filter}</code>}
      </p>
      {!isFiltered && <p className="empty-hint">{t('emptyScope.noneHint')}</p>}
      <Button className="button" onPress={onEditProfile}>
        {isFiltered ? t('emptyScope.filter') : t('emptyScope.regions')}
      </Button>
    </div>
  );
}
