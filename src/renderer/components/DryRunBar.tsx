import { Button } from 'react-aria-components';
import { dryRunProfiles } from '../../shared/dry-run';
import type { Profile, Snapshot } from '../../shared/model';
import { bridge } from '../bridge';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';

/** Above the list as long as a Profile's actions are only tried out: nobody is to take a verdict for a deed. */
export function DryRunBar({ snapshot }: { readonly snapshot: Snapshot }) {
  const { t } = useTranslator();
  const showStatus = useStatus();

  async function turnOff({ id, ...draft }: Profile): Promise<void> {
    const saved = await bridge.updateProfile({ id, draft: { ...draft, isDryRun: false } });
    if (!saved.ok) showStatus({ kind: 'failed', error: saved.error });
  }

  return dryRunProfiles(snapshot).map((profile) => (
    <div key={profile.id} className="dry-run-banner" role="status">
      <p>{t('dryRun.banner', { names: profile.name })}</p>
      <Button
        className="link-button"
        aria-label={t('dryRun.turnOffName', { name: profile.name })}
        onPress={() => void turnOff(profile)}
      >
        {t('dryRun.turnOff')}
      </Button>
    </div>
  ));
}
