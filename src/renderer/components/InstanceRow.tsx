import { memo } from 'react';
import { instanceLook, primaryAction } from '../../shared/instance-look';
import { type Activity, type Instance, instanceLabel, type ScopeId } from '../../shared/model';
import type { Permissions } from '../../shared/permissions';
import type { Translator } from '../../shared/translator';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';
import { useCopyField } from '../use-copy-field';
import { useNow } from '../use-now';
import { ActionButton, primaryDenial, runPrimaryAction } from './ActionButton';
import { Icon } from './Icon';
import { InstanceMenu } from './InstanceMenu';
import { RowButton } from './RowButton';
import { RowFailure } from './RowFailure';
import { RowVerdict } from './RowVerdict';
import { StateMark, stateTone } from './StateMark';
import { TagChips } from './TagChips';

interface InstanceRowProps {
  readonly rowKey: string;
  readonly scopeId: ScopeId;
  readonly instance: Instance;
  readonly activity: Activity | undefined;
  readonly canOpenConsole: boolean;
  readonly isProtected: boolean;
  readonly isPinned: boolean;
  /** Whether what is asked for is only tried out. */
  readonly isDryRun: boolean;
  /** What AWS allows in its scope. */
  readonly permissions: Permissions['of'];
  /** The port that is waited for where a start is checked by it. */
  readonly readyPort: number;
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
  isProtected,
  isPinned,
  isDryRun,
  permissions,
  readyPort,
  isTabStop,
  rowKey,
  onFocusRow,
}: InstanceRowProps) {
  const translator = useTranslator();
  const { t } = translator;
  const showStatus = useStatus();
  const name = instanceLabel(instance);
  const look = instanceLook(instance, activity);
  const action = primaryAction(instance, activity);
  const denial = primaryDenial(action, permissions, isDryRun);
  const failure = activity?.phase === 'failed' ? activity : null;
  const target = { scopeId, instanceId: instance.instanceId };
  const copyField = useCopyField(target);

  function onKeyDown(event: React.KeyboardEvent): void {
    // A key that is held down repeats; that is not meant as another press.
    if (event.target !== event.currentTarget || event.repeat) return;
    if (event.key === 'Enter') runPrimaryAction(action, target, denial, showStatus);
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
          {isPinned && <RowMark icon="pin" label={t('row.pinned')} />}
          {isProtected && <RowMark icon="lock" label={t('row.protected')} />}
          <TagChips tags={instance.tags} />
        </div>
        <FactsLine instance={instance} activity={activity} readyPort={readyPort} translator={translator} />
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
        {activity?.phase === 'unverified' && <p className="row-note">{t('row.unverified')}</p>}
        {activity?.phase === 'tried' && <RowVerdict tried={activity} target={target} isTabStop={isTabStop} />}
        {failure !== null && <RowFailure failure={failure} target={target} isTabStop={isTabStop} />}
      </div>
      <div role="gridcell" className="actions">
        <InstanceMenu
          instance={instance}
          activity={activity}
          target={target}
          canOpenConsole={canOpenConsole}
          isDryRun={isDryRun}
          permissions={permissions}
          isTabStop={isTabStop}
        />
        <ActionButton
          instance={instance}
          activity={activity}
          target={target}
          isDryRun={isDryRun}
          denial={denial}
          isTabStop={isTabStop}
        />
      </div>
    </div>
  );
});

function RowMark({ icon, label }: { readonly icon: 'pin' | 'lock'; readonly label: string }) {
  return (
    <span className="row-mark" title={label}>
      <Icon name={icon} size={12} />
      <span className="visually-hidden">{label}</span>
    </span>
  );
}

interface FactsProps {
  readonly instance: Instance;
  readonly activity: Activity | undefined;
  readonly readyPort: number;
  readonly translator: Translator;
}

/** State, type, zone and age. */
function FactsLine({ instance, activity, readyPort, translator }: FactsProps) {
  const { t } = translator;
  const look = instanceLook(instance, activity);
  return (
    <div className="meta">
      <em className={`tone-${stateTone(look, false)}`}>{t(`look.${look}`)}</em>
      {activity?.phase === 'checking' && ` · ${t(`row.checking.${activity.readyWhen}`, { port: readyPort })}`}
      {activity?.phase === 'waiting' && <NextAttempt activity={activity} />} · {instance.instanceType}
      {instance.isSpot && ` · ${t('list.spot')}`}
      {instance.availabilityZone !== null && <AvailabilityZone zone={instance.availabilityZone} />}
      <Age instance={instance} activity={activity} translator={translator} />
    </div>
  );
}

/** How often a start without capacity was tried, and when it is again. */
function NextAttempt({ activity }: { readonly activity: Extract<Activity, { phase: 'waiting' }> }) {
  const { t } = useTranslator();
  const now = useNow(1000);
  const { attempts } = activity;
  const seconds = Math.ceil((activity.retryAt - now) / 1000);
  return ` · ${seconds > 0 ? t('row.waiting', { attempts, seconds }) : t('row.waitingNow', { attempts })}`;
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
function Age({ instance, activity, translator }: Omit<FactsProps, 'readyPort'>) {
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
