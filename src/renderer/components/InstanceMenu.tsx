import { useRef, useState, useSyncExternalStore } from 'react';
import { Menu, MenuItem, Popover, Separator, Text } from 'react-aria-components';
import type { InstanceField } from '../../shared/contract';
import type { AppError } from '../../shared/errors';
import { instanceLabel } from '../../shared/model';
import type { MessageKey } from '../../shared/text';
import { latestSnapshot, subscribeToSnapshot } from '../bridge';
import { useOpenDetails } from '../open-details';
import { useTranslator } from '../translation';
import { useCopyField } from '../use-copy-field';
import { type DeedsProps, useInstanceDeeds } from '../use-instance-deeds';
import { Icon } from './Icon';
import { RowButton } from './RowButton';

interface InstanceMenuProps extends DeedsProps {
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

interface OpenMenuProps extends DeedsProps {
  readonly label: string;
  readonly onClose: () => void;
}

/** It looks at the whole picture only while it is open: a closed one is drawn for every row. */
function OpenMenu({ label, onClose, ...deedsProps }: OpenMenuProps) {
  const { t } = useTranslator();
  const { instance, target } = deedsProps;
  const copyField = useCopyField(target);
  const openDetails = useOpenDetails();
  const snapshot = useSyncExternalStore(subscribeToSnapshot, latestSnapshot);
  const deeds = useInstanceDeeds(deedsProps, snapshot);

  return (
    <Menu className="menu" aria-label={label} autoFocus="first" onClose={onClose}>
      <MenuItem onAction={() => openDetails(target)}>{t('details.open')}</MenuItem>
      <Separator className="menu-separator" />
      {COPY_ITEMS.map(([field, key]) => (
        <MenuItem key={field} isDisabled={instance[field] === null} onAction={() => copyField(field)}>
          {t(key)}
        </MenuItem>
      ))}
      {deeds.reach.map((deed) => (
        <MenuItem key={deed.id} isDisabled={deed.whyNot !== null} onAction={deed.run}>
          {deed.label}
        </MenuItem>
      ))}
      <Separator className="menu-separator" />
      {deeds.actions.map((deed) => (
        <MenuItem key={deed.id} isDisabled={deed.whyNot !== null} onAction={deed.run}>
          <Text slot="label">{deed.label}</Text>
          <MenuReason denial={deed.denial} />
        </MenuItem>
      ))}
      <MenuItem onAction={deeds.checkPermissions.run}>{deeds.checkPermissions.label}</MenuItem>
      <Separator className="menu-separator" />
      {deeds.tray.map((deed) => (
        <MenuItem key={deed.id} onAction={deed.run}>
          {deed.label}
        </MenuItem>
      ))}
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
