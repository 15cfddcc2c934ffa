import { memo } from 'react';
import { instanceLook, primaryAction } from '../../shared/instance-look';
import { type Activity, type Instance, instanceLabel, type ScopeId } from '../../shared/model';
import type { Translator } from '../../shared/translator';
import { bridge } from '../bridge';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';
import { useCopyField } from '../use-copy-field';
import { useNow } from '../use-now';
import { ActionButton, runPrimaryAction } from './ActionButton';
import { ErrorDetails } from './ErrorDetails';
import { Icon } from './Icon';
import { InstanceMenu } from './InstanceMenu';
import { RowButton } from './RowButton';
import { StateMark, stateTone } from './StateMark';
import { TagChips } from './TagChips';

interface InstanceRowProps {
  readonly rowKey: string;
  readonly scopeId: ScopeId;
  readonly instance: Instance;
  readonly activity: Activity | undefined;
  readonly canOpenConsole: boolean;
  readonly isTabStop: boolean;
  /** The same function for all rows, so that a row whose data stayed is not drawn again. */
  readonly onFocusRow: (rowKey: string) => void;
}

/** Ages need no finer clock than this. */
const AGE_EVERY_MS = 30_000;

/** One instance: a line of identity, one of facts, one of addresses, and what can be done. */
export const InstanceRow = memo(function InstanceRow({
  scopeId,
  instance,
  activity,
  canOpenConsole,
  isTabStop,
  rowKey,
  onFocusRow,
}: InstanceRowProps) {
  const translator = useTranslator();
  const { t } = translator;
  const showStatus = useStatus();
  const name = instanceLabel(instance);
  const look = instanceLook(instance, activity);
  const failure = activity?.phase === 'failed' ? activity : null;
  const target = { scopeId, instanceId: instance.instanceId };
  const copyField = useCopyField(target);

  function onKeyDown(event: React.KeyboardEvent): void {
    // A key that is held down repeats; that is not meant as another press.
    if (event.target !== event.currentTarget || event.repeat) return;
    if (event.key === 'Enter') runPrimaryAction(primaryAction(instance, activity), target, showStatus);
    else if (event.key === 'c' && (event.ctrlKey || event.metaKey)) copyField('publicDnsName');
  }

  return (
    <div
      role="row"
      data-row
      className="row"
      aria-label={t('list.rowName', { name, state: t(`look.${look}`) })}
      tabIndex={isTabStop ? 0 : -1}
      onFocus={() => onFocusRow(rowKey)}
      onKeyDown={onKeyDown}
    >
      <StateMark tone={stateTone(look, failure !== null)} />
      <div role="gridcell" className="facts">
        <div className="identity">
          <span className="name" title={name}>
            {name}
          </span>
          <TagChips tags={instance.tags} />
        </div>
        <FactsLine instance={instance} activity={activity} translator={translator} />
        <div className="addresses">
          <span className="mono" title={t('list.id', { id: instance.instanceId })}>
            {instance.instanceId}
          </span>
          {instance.publicDnsName !== null && (
            <span className="dns-part">
              <span className="mono dns" title={instance.publicDnsName}>
                {instance.publicDnsName}
              </span>
              <RowButton
                className="icon-button small copy"
                label={t('copy.dnsOf', { name })}
                isTabStop={isTabStop}
                onPress={() => copyField('publicDnsName')}
              >
                <Icon name="copy" size={12} />
              </RowButton>
            </span>
          )}
        </div>
        {failure !== null && (
          <div className="row-failure" role="alert">
            <div>
              <p className="trouble-message">
                {t(`failed.${failure.action}Because`, { reason: translator.text(failure.error.message) })}
              </p>
              <p>{translator.text(failure.error.hint)}</p>
              <ErrorDetails error={failure.error} />
            </div>
            <RowButton
              className="icon-button small"
              label={t('action.dismiss')}
              isTabStop={isTabStop}
              onPress={() => void bridge.dismissFailure(target)}
            >
              <Icon name="close" size={12} />
            </RowButton>
          </div>
        )}
      </div>
      <div role="gridcell" className="actions">
        <InstanceMenu
          instance={instance}
          activity={activity}
          target={target}
          canOpenConsole={canOpenConsole}
          isTabStop={isTabStop}
        />
        <ActionButton instance={instance} activity={activity} target={target} isTabStop={isTabStop} />
      </div>
    </div>
  );
});

interface FactsProps {
  readonly instance: Instance;
  readonly activity: Activity | undefined;
  readonly translator: Translator;
}

/** State, type, zone and age. */
function FactsLine({ instance, activity, translator }: FactsProps) {
  const { t } = translator;
  const look = instanceLook(instance, activity);
  return (
    <div className="meta">
      <em className={`tone-${stateTone(look, false)}`}>{t(`look.${look}`)}</em> · {instance.instanceType}
      {instance.isSpot && ` · ${t('list.spot')}`}
      {instance.availabilityZone !== null && <AvailabilityZone zone={instance.availabilityZone} />}
      <Age instance={instance} activity={activity} translator={translator} />
    </div>
  );
}

/** `2a` for the eye, since the Region stands above; the whole name for screen readers, tooltips and copies. */
function AvailabilityZone({ zone }: { readonly zone: string }) {
  const short = zone.match(/\d+[a-z]+$/)?.[0] ?? zone;
  return (
    <span title={zone}>
      {' · '}
      <span className="visually-hidden">{zone.slice(0, zone.length - short.length)}</span>
      {short}
    </span>
  );
}

/** How long it has been up, how long ago it was stopped, or how long an action has been under way. */
function Age({ instance, activity, translator }: FactsProps) {
  const { t, duration, ago, stopwatch } = translator;
  const since = activity !== undefined && 'since' in activity ? activity.since : null;
  const now = useNow(since === null ? AGE_EVERY_MS : 1000);
  if (since !== null) return ` · ${stopwatch(now - since)}`;
  if (instance.state === 'running' && instance.launchTime !== null) {
    return ` · ${t('list.up', { duration: duration(Math.max(0, now - instance.launchTime)) })}`;
  }
  if (instance.state === 'stopped' && instance.stateTransitionTime !== null) {
    return ` · ${ago(Math.max(0, now - instance.stateTransitionTime))}`;
  }
  return null;
}
