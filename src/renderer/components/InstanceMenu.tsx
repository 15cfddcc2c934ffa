import { useRef, useState } from 'react';
import { Menu, MenuItem, Popover } from 'react-aria-components';
import type { InstanceField } from '../../shared/contract';
import { isUnderWay } from '../../shared/instance-look';
import { type Activity, type Instance, instanceLabel } from '../../shared/model';
import type { MessageKey } from '../../shared/text';
import { bridge } from '../bridge';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';
import { useCopyField } from '../use-copy-field';
import type { ActionTarget } from './ActionButton';
import { Icon } from './Icon';
import { RowButton } from './RowButton';

interface InstanceMenuProps {
  readonly instance: Instance;
  readonly activity: Activity | undefined;
  readonly target: ActionTarget;
  readonly canOpenConsole: boolean;
  readonly isTabStop: boolean;
}

const COPY_ITEMS = [
  ['publicDnsName', 'copy.dns'],
  ['publicIpAddress', 'copy.publicIp'],
  ['privateIpAddress', 'copy.privateIp'],
  ['instanceId', 'copy.id'],
] as const satisfies readonly (readonly [InstanceField, MessageKey])[];

/** What else can be done with an instance. */
export function InstanceMenu({ instance, activity, target, canOpenConsole, isTabStop }: InstanceMenuProps) {
  const { t } = useTranslator();
  const showStatus = useStatus();
  const [isOpen, setIsOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const copyField = useCopyField(target);
  const name = instanceLabel(instance);

  async function reboot(): Promise<void> {
    const sent = await bridge.rebootInstances({ scopeId: target.scopeId, instanceIds: [target.instanceId] });
    if (sent.ok) showStatus({ kind: 'done', text: t('reboot.done', { name }) });
    else if (sent.error.awsCode === null) showStatus({ kind: 'failed', error: sent.error });
  }

  async function openConsole(): Promise<void> {
    const opened = await bridge.openInConsole(target);
    if (!opened.ok) showStatus({ kind: 'failed', error: opened.error });
  }

  return (
    <>
      <RowButton
        ref={trigger}
        className="icon-button row-menu"
        label={t('list.moreActions', { name })}
        isTabStop={isTabStop}
        isExpanded={isOpen}
        onPress={() => setIsOpen(true)}
      >
        <Icon name="more" />
      </RowButton>
      {isOpen && (
        <Popover
          className="popover"
          aria-label={t('list.moreActions', { name })}
          placement="bottom end"
          triggerRef={trigger}
          isOpen
          onOpenChange={setIsOpen}
        >
          <Menu
            className="menu"
            aria-label={t('list.moreActions', { name })}
            autoFocus="first"
            onClose={() => setIsOpen(false)}
          >
            {COPY_ITEMS.map(([field, key]) => (
              <MenuItem key={field} isDisabled={instance[field] === null} onAction={() => copyField(field)}>
                {t(key)}
              </MenuItem>
            ))}
            <MenuItem isDisabled={instance.state !== 'running' || isUnderWay(activity)} onAction={() => void reboot()}>
              {t('action.reboot')}
            </MenuItem>
            <MenuItem isDisabled={!canOpenConsole} onAction={() => void openConsole()}>
              {t('console.open')}
            </MenuItem>
          </Menu>
        </Popover>
      )}
    </>
  );
}
