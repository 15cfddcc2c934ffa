import { Button } from 'react-aria-components';
import { findTarget, instanceLabel, type Snapshot } from '../../shared/model';
import type { Translator } from '../../shared/translator';
import { useTranslator } from '../translation';

interface ClickTargetFieldProps {
  readonly snapshot: Snapshot;
  readonly onClear: () => void;
}

/** Tells what a click on the tray icon does; an instance is chosen for it in its own menu. */
export function ClickTargetField({ snapshot, onClear }: ClickTargetFieldProps) {
  const translator = useTranslator();
  const { t } = translator;
  return (
    <div className="field setting">
      <span>{t('settings.clickTarget')}</span>
      <p>{clickText(snapshot, translator)}</p>
      {snapshot.settings.clickTarget !== null && (
        <Button className="button" onPress={onClear}>
          {t('settings.clickTargetClear')}
        </Button>
      )}
    </div>
  );
}

function clickText(snapshot: Snapshot, { t }: Translator): string {
  const target = snapshot.settings.clickTarget;
  if (target === null) return t('settings.clickTargetWindow');
  const found = findTarget(snapshot, target);
  if (found === undefined) return t('settings.clickTargetGone', { id: target.instanceId });
  return t('settings.clickTargetInstance', { name: instanceLabel(found.instance) });
}
