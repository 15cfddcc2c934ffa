import { type KeyboardEvent, useState } from 'react';
import type { ColumnId, SortKey } from '../../shared/list-settings';
import type { Settings } from '../../shared/settings';
import { changeSettings } from '../change-settings';
import { Icon } from '../components/Icon';
import { useTranslator } from '../translation';
import { columnLabel, sortKeyOf } from './columns';

interface ColumnHeadsProps {
  readonly columns: readonly ColumnId[];
  readonly settings: Settings['list'];
}

/** What the columns show; a click orders the list by one, another one turns it over. One tab stop: the arrows go on. */
export function ColumnHeads({ columns, settings }: ColumnHeadsProps) {
  const translator = useTranslator();
  const heads: readonly (ColumnId | 'name')[] = ['name', ...columns];
  const sortable = heads.filter((column) => column !== 'tags');
  const [current, setCurrent] = useState<string>(settings.sortBy);
  const tabStop = sortable.find((column) => column === current) ?? sortable[0];

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = tabStop === undefined ? -1 : sortable.indexOf(tabStop);
    const to = by === undefined ? undefined : sortable[at + by];
    if (to === undefined) return;
    event.preventDefault();
    setCurrent(to);
    event.currentTarget.querySelector<HTMLElement>(`[data-column="${CSS.escape(to)}"]`)?.focus();
  }

  return (
    <div role="row" className="column-heads" aria-rowindex={1} onKeyDown={onKeyDown}>
      <div role="columnheader" className="column-marks">
        <span className="visually-hidden">{translator.t('column.selection')}</span>
      </div>
      {heads.map((column) => (
        <ColumnHead
          key={column}
          column={column}
          settings={settings}
          isTabStop={column === tabStop}
          label={columnLabel(column, translator)}
          onFocus={() => setCurrent(column)}
        />
      ))}
      <div role="columnheader">
        <span className="visually-hidden">{translator.t('column.actions')}</span>
      </div>
    </div>
  );
}

interface ColumnHeadProps {
  readonly column: ColumnId | 'name';
  readonly settings: Settings['list'];
  readonly isTabStop: boolean;
  readonly label: string;
  readonly onFocus: () => void;
}

function ColumnHead({ column, settings, isTabStop, label, onFocus }: ColumnHeadProps) {
  const sortKey: SortKey | null = column === 'name' ? column : sortKeyOf(column);
  if (sortKey === null) {
    return (
      <div role="columnheader" className="column-head">
        {label}
      </div>
    );
  }
  const isSorted = settings.sortBy === sortKey;
  const direction = settings.isDescending ? 'descending' : 'ascending';
  function sortBy(by: SortKey): void {
    void changeSettings(({ list }) => ({
      list: { ...list, sortBy: by, isDescending: list.sortBy === by && !list.isDescending },
    }));
  }
  return (
    <div role="columnheader" className="column-head" aria-sort={isSorted ? direction : 'none'}>
      <button
        type="button"
        data-column={column}
        tabIndex={isTabStop ? 0 : -1}
        title={label}
        onFocus={onFocus}
        onClick={() => sortBy(sortKey)}
      >
        <span className="column-label">{label}</span>
        {isSorted && <Icon name={settings.isDescending ? 'down' : 'up'} size={11} />}
      </button>
    </div>
  );
}
