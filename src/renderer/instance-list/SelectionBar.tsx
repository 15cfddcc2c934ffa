import { useMemo } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { isDryRunOf } from '../../shared/dry-run';
import type { Snapshot } from '../../shared/model';
import { Icon } from '../components/Icon';
import { RowButton } from '../components/RowButton';
import { useTranslator } from '../translation';
import { BATCH_ACTIONS, type BatchAction, canTake } from './batch';
import { type Listed, targetOf } from './listed';

interface SelectionBarProps {
  readonly snapshot: Snapshot;
  /** What is chosen, in the list's order; also what the search does not show now. */
  readonly chosen: readonly Listed[];
  /** How many of them are not to be seen. */
  readonly hiddenCount: number;
  /** How many the list shows. */
  readonly shownCount: number;
  readonly onAct: (action: BatchAction, targets: readonly ReturnType<typeof targetOf>[]) => void;
  readonly onSelectAll: () => void;
  readonly onClear: () => void;
}

/** What can be done with the chosen instances, each action with the number that it would change. */
export function SelectionBar({
  snapshot,
  chosen,
  hiddenCount,
  shownCount,
  onAct,
  onSelectAll,
  onClear,
}: SelectionBarProps) {
  const { t, number } = useTranslator();
  const takers = useMemo(() => {
    const of = (action: BatchAction) => chosen.filter((listed) => canTake(action, listed));
    return { start: of('start'), stop: of('stop'), reboot: of('reboot'), hibernate: of('hibernate') };
  }, [chosen]);
  const label = (action: BatchAction): string => {
    const named = t('select.actionCount', { action: t(`action.${action}`), count: number(takers[action].length) });
    // By those alone that it is sent for: others may be of another Profile.
    const isDryRun = isDryRunOf(snapshot, takers[action].map(targetOf));
    return isDryRun ? t('dryRun.label', { action: named }) : named;
  };
  const act = (action: BatchAction): void => {
    if (takers[action].length > 0) onAct(action, takers[action].map(targetOf));
  };
  return (
    <section aria-label={t('select.label')}>
      <div className="selection-bar" role="toolbar" aria-label={t('select.label')}>
        <Button className="icon-button" aria-label={t('select.clear')} onPress={onClear}>
          <Icon name="close" size={14} />
        </Button>
        <div className="selection-count">
          <span role="status">
            {t('select.count', { count: number(chosen.length) })}
            {hiddenCount > 0 && <span className="meta"> · {t('select.hidden', { count: number(hiddenCount) })}</span>}
          </span>
          {chosen.length - hiddenCount < shownCount && (
            <Button className="link-button" onPress={onSelectAll}>
              {t('select.all', { count: number(shownCount) })}
            </Button>
          )}
        </div>
        {(['start', 'stop'] as const).map((action) => (
          <RowButton
            key={action}
            className={action === 'start' ? 'button go batch' : 'button batch'}
            isTabStop
            whyNot={takers[action].length === 0 ? t('select.noneCan') : undefined}
            onPress={() => act(action)}
          >
            <Icon name={action} size={11} />
            {label(action)}
          </RowButton>
        ))}
        <MenuTrigger>
          <Button className="icon-button" aria-label={t('select.more')}>
            <Icon name="more" />
          </Button>
          <Popover className="popover" placement="top end">
            <Menu className="menu" aria-label={t('select.more')}>
              {BATCH_ACTIONS.filter((action) => action === 'reboot' || action === 'hibernate').map((action) => (
                <MenuItem key={action} isDisabled={takers[action].length === 0} onAction={() => act(action)}>
                  {label(action)}
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
      </div>
    </section>
  );
}
