import { useRef, useState, useSyncExternalStore } from 'react';
import { Menu, MenuItem, Popover, Separator, Text } from 'react-aria-components';
import type { InstanceField } from '../../shared/contract';
import type { AppError, Result } from '../../shared/errors';
import { isPossible } from '../../shared/instance-look';
import { type Activity, type Instance, type InstanceTarget, instanceLabel, targetKey } from '../../shared/model';
import { checkedActionOf, type Permissions } from '../../shared/permissions';
import type { MessageKey } from '../../shared/text';
import { bridge, latestSnapshot, subscribeToSnapshot } from '../bridge';
import { changeSettings } from '../change-settings';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';
import { useCopyField, useTellCopied } from '../use-copy-field';
import { whyDenied } from './ActionButton';
import { Icon } from './Icon';
import { RowButton } from './RowButton';

interface InstanceMenuProps {
  readonly instance: Instance;
  readonly activity: Activity | undefined;
  readonly target: InstanceTarget;
  readonly canOpenConsole: boolean;
  readonly isDryRun: boolean;
  readonly permissions: Permissions['of'];
  readonly isTabStop: boolean;
}

/** What else can be done with an instance. */
export function InstanceMenu({ isTabStop, ...items }: InstanceMenuProps) {
  const { t } = useTranslator();
  const [isOpen, setIsOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const label = t('list.moreActions', { name: instanceLabel(items.instance) });

  return (
    <>
      <RowButton
        ref={trigger}
        className="icon-button row-menu"
        label={label}
        isTabStop={isTabStop}
        isExpanded={isOpen}
        onPress={() => setIsOpen(true)}
      >
        <Icon name="more" />
      </RowButton>
      {isOpen && (
        <Popover
          className="popover"
          aria-label={label}
          placement="bottom end"
          triggerRef={trigger}
          isOpen
          onOpenChange={setIsOpen}
        >
          <OpenMenu {...items} label={label} onClose={() => setIsOpen(false)} />
        </Popover>
      )}
    </>
  );
}

const COPY_ITEMS = [
  ['publicDnsName', 'copy.dns'],
  ['publicIpAddress', 'copy.publicIp'],
  ['privateIpAddress', 'copy.privateIp'],
  ['instanceId', 'copy.id'],
] as const satisfies readonly (readonly [InstanceField, MessageKey])[];

const OTHER_ACTIONS = ['force-stop', 'hibernate', 'reboot'] as const;

interface OpenMenuProps extends Omit<InstanceMenuProps, 'isTabStop'> {
  readonly label: string;
  readonly onClose: () => void;
}

/** It looks at the whole picture only while it is open: a closed one is drawn for every row. */
function OpenMenu({
  instance,
  activity,
  target,
  canOpenConsole,
  isDryRun,
  permissions,
  label,
  onClose,
}: OpenMenuProps) {
  const { t } = useTranslator();
  const showStatus = useStatus();
  const copyField = useCopyField(target);
  const tellCopied = useTellCopied();
  const snapshot = useSyncExternalStore(subscribeToSnapshot, latestSnapshot);
  const name = instanceLabel(instance);
  const isPinned = snapshot?.pins.some((pin) => targetKey(pin) === targetKey(target)) ?? false;
  const clickTarget = snapshot?.settings.clickTarget ?? null;
  const isClickTarget = clickTarget !== null && targetKey(clickTarget) === targetKey(target);

  async function run(asked: Promise<Result<unknown>>, done: string | null = null): Promise<void> {
    const answer = await asked;
    // What AWS itself refused stands in the row.
    if (!answer.ok && answer.error.awsCode === null) showStatus({ kind: 'failed', error: answer.error });
    if (answer.ok && done !== null) showStatus({ kind: 'done', text: done });
  }

  function denialOf(action: (typeof OTHER_ACTIONS)[number]): AppError | null {
    const permission = permissions[checkedActionOf(action)];
    return permission.verdict === 'denied' && !isDryRun ? permission.error : null;
  }

  function act(action: (typeof OTHER_ACTIONS)[number]): void {
    const denial = denialOf(action);
    if (denial !== null) {
      showStatus({ kind: 'failed', error: whyDenied(denial) });
      return;
    }
    const some = { scopeId: target.scopeId, instanceIds: [target.instanceId] };
    const send = {
      'force-stop': bridge.forceStopInstances,
      hibernate: bridge.hibernateInstances,
      reboot: bridge.rebootInstances,
    }[action];
    // The others show in the row at once.
    void run(send(some), action === 'reboot' && !isDryRun ? t('reboot.done', { name }) : null);
  }

  function toggleClickTarget(): void {
    const saved = changeSettings({ clickTarget: isClickTarget ? null : target });
    void run(saved, isClickTarget ? null : t('clickTarget.done', { name }));
  }

  const hasAddress = COPY_ITEMS.some(([field]) => field !== 'instanceId' && instance[field] !== null);
  return (
    <Menu className="menu" aria-label={label} autoFocus="first" onClose={onClose}>
      {COPY_ITEMS.map(([field, key]) => (
        <MenuItem key={field} isDisabled={instance[field] === null} onAction={() => copyField(field)}>
          {t(key)}
        </MenuItem>
      ))}
      <MenuItem isDisabled={!hasAddress} onAction={() => tellCopied(bridge.copySshCommand(target))}>
        {t('copy.ssh')}
      </MenuItem>
      <MenuItem isDisabled={!canOpenConsole} onAction={() => void run(bridge.openInConsole(target))}>
        {t('console.open')}
      </MenuItem>
      <Separator className="menu-separator" />
      {OTHER_ACTIONS.filter((action) => action !== 'hibernate' || instance.isHibernationConfigured).map((action) => (
        <MenuItem key={action} isDisabled={!isPossible(action, instance, activity)} onAction={() => act(action)}>
          <Text slot="label">
            {isDryRun ? t('dryRun.label', { action: t(`action.${action}`) }) : t(`action.${action}`)}
          </Text>
          <MenuReason denial={denialOf(action)} />
        </MenuItem>
      ))}
      <MenuItem onAction={() => void run(bridge.checkPermissions({ scopeId: target.scopeId }))}>
        {t('permission.check')}
      </MenuItem>
      <Separator className="menu-separator" />
      <MenuItem onAction={() => void run(bridge.setPinned({ ...target, isPinned: !isPinned }))}>
        {t(isPinned ? 'pin.remove' : 'pin.add')}
      </MenuItem>
      <MenuItem onAction={toggleClickTarget}>{t(isClickTarget ? 'clickTarget.clear' : 'clickTarget.set')}</MenuItem>
    </Menu>
  );
}

/** A disabled item could not be reached with the keyboard: it stays one, and says why it leads to nothing. */
function MenuReason({ denial }: { readonly denial: AppError | null }) {
  const { t, text } = useTranslator();
  if (denial === null) return null;
  return (
    <Text slot="description" className="meta">
      {t('permission.reason', { reason: text(denial.message) })}
    </Text>
  );
}
