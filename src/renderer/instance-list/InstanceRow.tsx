import { type KeyboardEvent, type MouseEvent, memo } from 'react';
import { instanceLook, primaryAction } from '../../shared/instance-look';
import type { ColumnId } from '../../shared/list-settings';
import {
  type Activity,
  type Instance,
  type InstanceTarget,
  instanceLabel,
  type Profile,
  type Region,
  type ScopeId,
} from '../../shared/model';
import type { Permissions } from '../../shared/permissions';
import { ActionButton, primaryDenial, runPrimaryAction } from '../components/ActionButton';
import { InstanceMenu } from '../components/InstanceMenu';
import { RowFailure } from '../components/RowFailure';
import { RowVerdict } from '../components/RowVerdict';
import { StateMark, stateTone } from '../components/StateMark';
import { useOpenDetails } from '../open-details';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';
import { useCopyField } from '../use-copy-field';
import { CompactFacts } from './CompactFacts';
import { TableCells } from './TableCells';

export interface InstanceRowProps {
  readonly rowKey: string;
  /** The place among the pieces of the list, for who measures it. */
  readonly itemIndex: number;
  /** Counted from 1 in its grid. */
  readonly rowIndex: number;
  readonly measure: (element: HTMLElement | null) => void;
  /** What stands in the table; null in the compact list. */
  readonly columns: readonly ColumnId[] | null;
  readonly scopeId: ScopeId;
  readonly region: Region;
  readonly profile: Profile;
  readonly instance: Instance;
  readonly activity: Activity | undefined;
  readonly isProtected: boolean;
  readonly isPinned: boolean;
  /** What AWS allows in its scope. */
  readonly permissions: Permissions['of'];
  /** The port that is waited for where a start is checked by it. */
  readonly readyPort: number;
  /** Whether the row tells its Profile and Region, because no head does. */
  readonly showsScope: boolean;
  readonly isTabStop: boolean;
  readonly isSelected: boolean;
  /** These are the same functions for all rows, so that a row whose data stayed is not drawn again. */
  readonly onFocusRow: (rowKey: string, target: InstanceTarget) => void;
  /** Takes it in or out, or with a range all from the last one to it. */
  readonly onSelectRow: (rowKey: string, isRange: boolean) => void;
}

/** One instance: who it is, how it is, and what can be done; compact on three lines, or as a line of the table. */
export const InstanceRow = memo(function InstanceRow(props: InstanceRowProps) {
  const { rowKey, columns, scopeId, profile, instance, activity, permissions, isTabStop, isSelected } = props;
  const { t } = useTranslator();
  const showStatus = useStatus();
  const openDetails = useOpenDetails();
  const name = instanceLabel(instance);
  const look = instanceLook(instance, activity);
  const action = primaryAction(instance, activity);
  const { isDryRun } = profile;
  const denial = primaryDenial(action, permissions, isDryRun);
  const failure = activity?.phase === 'failed' ? activity : null;
  const target = { scopeId, instanceId: instance.instanceId };
  const copyField = useCopyField(target);

  function onKeyDown(event: KeyboardEvent): void {
    // A key that is held down repeats; that is not meant as another press.
    if (event.target !== event.currentTarget || event.repeat) return;
    if (event.key === 'Enter') runPrimaryAction(action, target, denial, showStatus);
    else if (event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey)) copyField('publicDnsName');
    else if (event.key === 'ArrowRight') openDetails(target, 'enters');
    else if (event.key === ' ') {
      event.preventDefault();
      props.onSelectRow(rowKey, event.shiftKey);
    }
  }

  function onClick(event: MouseEvent): void {
    if (isOnControl(event) || !(event.shiftKey || event.ctrlKey || event.metaKey)) return;
    props.onSelectRow(rowKey, event.shiftKey);
  }

  const notes = (
    <>
      {activity?.phase === 'unverified' && <p className="row-note">{t('row.unverified')}</p>}
      {activity?.phase === 'tried' && <RowVerdict tried={activity} target={target} name={name} isTabStop={isTabStop} />}
      {failure !== null && <RowFailure failure={failure} target={target} name={name} isTabStop={isTabStop} />}
    </>
  );
  const hasNotes = failure !== null || activity?.phase === 'unverified' || activity?.phase === 'tried';

  return (
    <div
      ref={props.measure}
      role="row"
      data-row={rowKey}
      data-index={props.itemIndex}
      className={columns === null ? 'row' : 'row table-row'}
      aria-label={t('list.rowName', { name, state: t(`look.${look}`) })}
      aria-rowindex={props.rowIndex}
      aria-selected={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      onFocus={() => props.onFocusRow(rowKey, target)}
      onDoubleClick={(event) => {
        if (!isOnControl(event)) openDetails(target);
      }}
      onKeyDown={onKeyDown}
      onClick={onClick}
      // With Shift the browser would mark the text in between.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
    >
      <div role="gridcell" className="check">
        <input
          type="checkbox"
          checked={isSelected}
          aria-label={t('select.one', { name })}
          tabIndex={-1}
          // What is held at the click is known to the click alone.
          onChange={() => {}}
          onClick={(event) => {
            props.onSelectRow(rowKey, event.shiftKey);
            // The keys belong to the row.
            event.currentTarget.closest<HTMLElement>('[data-row]')?.focus({ preventScroll: true });
          }}
        />
      </div>
      <StateMark tone={stateTone(look, failure !== null)} />
      {columns === null ? (
        <CompactFacts {...props} notes={notes} onCopyDns={() => copyField('publicDnsName')} />
      ) : (
        <TableCells {...props} columns={columns} onCopyDns={() => copyField('publicDnsName')} />
      )}
      <div role="gridcell" className="actions">
        <InstanceMenu
          instance={instance}
          activity={activity}
          target={target}
          canOpenConsole={profile.source.kind !== 'demo' && profile.endpointUrl === null}
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
      {columns !== null && hasNotes && (
        <div role="gridcell" className="table-notes">
          {notes}
        </div>
      )}
    </div>
  );
});

/** What has a use of its own for the pointer: buttons, and text that can be marked. */
const isOnControl = ({ target }: MouseEvent): boolean =>
  target instanceof Element && target.closest('button, input, label, .mono') !== null;
