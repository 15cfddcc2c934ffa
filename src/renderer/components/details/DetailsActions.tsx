import { primaryAction } from '../../../shared/instance-look';
import type { Snapshot } from '../../../shared/model';
import { useTranslator } from '../../translation';
import { type DeedsProps, useInstanceDeeds } from '../../use-instance-deeds';
import { ActionButton, primaryDenial } from '../ActionButton';
import { RowButton } from '../RowButton';

/** Everything that can be done with the instance, as buttons that keep their places. */
export function DetailsActions({ snapshot, ...props }: DeedsProps & { readonly snapshot: Snapshot }) {
  const { t, text } = useTranslator();
  const { instance, activity, target, isDryRun, permissions } = props;
  const { actions, reach, checkPermissions, tray } = useInstanceDeeds(props, snapshot);
  const deedButton = ({ id, label, whyNot, denial, run }: (typeof actions)[number], className: string) => (
    <RowButton
      key={id}
      className={className}
      isTabStop
      isDisabled={whyNot !== null}
      whyNot={whyNot ?? (denial === null ? undefined : t('permission.reason', { reason: text(denial.message) }))}
      onPress={run}
    >
      {label}
    </RowButton>
  );
  return (
    <>
      <div className="detail-actions">
        <ActionButton
          instance={instance}
          activity={activity}
          target={target}
          isDryRun={isDryRun}
          denial={primaryDenial(primaryAction(instance, activity), permissions, isDryRun)}
          isTabStop
        />
        {actions.map((deed) => deedButton(deed, 'button'))}
      </div>
      <div className="detail-actions detail-reach">
        {[...reach, ...tray, checkPermissions].map((deed) => deedButton(deed, 'link-button'))}
      </div>
    </>
  );
}
