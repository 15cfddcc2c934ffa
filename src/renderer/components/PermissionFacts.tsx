import { Button } from 'react-aria-components';
import type { Profile, Scope } from '../../shared/model';
import { CHECKED_ACTIONS } from '../../shared/permissions';
import { regionLabel } from '../../shared/region-names';
import { bridge } from '../bridge';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';

/** What a Profile may do in each of its Regions, as far as AWS was asked, and the button that asks. */
export function PermissionFacts({ profile, scopes }: { readonly profile: Profile; readonly scopes: readonly Scope[] }) {
  const { t } = useTranslator();
  const showStatus = useStatus();
  const own = scopes.filter(({ profileId, sameAs }) => profileId === profile.id && sameAs === null);
  const isChecking = own.some(({ permissions }) => permissions.isChecking);
  if (own.length === 0) return null;

  async function check(): Promise<void> {
    // One Region after the other: many at once would look like an attack to those who watch over the account.
    for (const { id } of own) {
      const checked = await bridge.checkPermissions({ scopeId: id });
      if (!checked.ok) showStatus({ kind: 'failed', error: checked.error });
    }
  }

  return (
    <div className="permissions">
      <div role="status">
        {own.map((scope) => (
          <ScopePermissions key={scope.id} scope={scope} />
        ))}
      </div>
      <Button
        className="link-button"
        aria-label={t('permission.checkName', { name: profile.name })}
        isDisabled={isChecking}
        onPress={() => void check()}
      >
        {t(isChecking ? 'permission.checking' : 'permission.check')}
      </Button>
    </div>
  );
}

function ScopePermissions({ scope: { region, instances, permissions } }: { readonly scope: Scope }) {
  const translator = useTranslator();
  const { t, time } = translator;
  if (permissions.askedAt === null) return null;
  const place = regionLabel(region, translator);
  if (instances.length === 0) return <p className="meta">{t('permission.unaskable', { region: place })}</p>;
  const answers = CHECKED_ACTIONS.map((action) => t(`permission.${action}.${permissions.of[action].verdict}`));
  const asked = t('permission.asked', { time: time(permissions.askedAt) });
  return <p className="meta">{[place, ...answers, asked].join(' · ')}</p>;
}
