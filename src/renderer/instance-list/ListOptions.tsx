import { useMemo } from 'react';
import {
  Button,
  Checkbox,
  CheckboxGroup,
  Dialog,
  DialogTrigger,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
} from 'react-aria-components';
import {
  COLUMN_FIELDS,
  type ColumnId,
  DEFAULT_LIST,
  GROUPINGS,
  type Grouping,
  type ListSettings,
  MOST_COLUMNS,
  type SortKey,
  TAG_KEY_LENGTH,
  tagColumn,
  tagKeyOf,
} from '../../shared/list-settings';
import type { Snapshot } from '../../shared/model';
import type { Translator } from '../../shared/translator';
import { changeSettings } from '../change-settings';
import { Icon } from '../components/Icon';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';
import { columnLabel, tagKeys } from './columns';

interface ListOptionsProps {
  readonly snapshot: Snapshot;
  /** Columns are for the table only. */
  readonly isTable: boolean;
}

/** How the list is grouped and ordered, and what columns it has; each choice holds at once and is kept. */
export function ListOptions(props: ListOptionsProps) {
  const { t } = useTranslator();
  return (
    <DialogTrigger>
      <Button className="icon-button" aria-label={t('listOptions.label')}>
        <Icon name="options" />
      </Button>
      <Popover className="popover list-options" placement="bottom end">
        <Dialog aria-label={t('listOptions.label')} className="list-options-body">
          <Options {...props} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Options({ snapshot, isTable }: ListOptionsProps) {
  const translator = useTranslator();
  const { t } = translator;
  const showStatus = useStatus();
  const { list } = snapshot.settings;
  const keys = useMemo(() => tagKeys(snapshot).filter((key) => key.length <= TAG_KEY_LENGTH), [snapshot]);
  const tags = withChosen(keys, list).map(tagColumn);

  function change(changed: (list: ListSettings) => Partial<ListSettings>): void {
    void changeSettings(({ list: now }) => ({ list: { ...now, ...changed(now) } })).then((answer) => {
      if (!answer.ok) showStatus({ kind: 'failed', error: answer.error });
    });
  }

  const sortKeys: readonly SortKey[] = ['name', ...COLUMN_FIELDS.filter((field) => field !== 'tags'), ...tags];
  const columns: readonly ColumnId[] = [...COLUMN_FIELDS, ...tags];
  return (
    <>
      <OneOf
        label={t('listOptions.groupBy')}
        value={list.groupBy}
        options={[...GROUPINGS, ...tags].map((id) => [id, groupingLabel(id, translator)] as const)}
        onChange={(groupBy) => change(() => ({ groupBy }))}
      />
      <div className="sort-choice">
        <OneOf
          label={t('listOptions.sortBy')}
          value={list.sortBy}
          options={sortKeys.map((id) => [id, columnText(id, translator)] as const)}
          onChange={(sortBy) => change(() => ({ sortBy }))}
        />
        <Button
          className="icon-button"
          aria-label={t(list.isDescending ? 'listOptions.descending' : 'listOptions.ascending')}
          onPress={() => change((now) => ({ isDescending: !now.isDescending }))}
        >
          <Icon name={list.isDescending ? 'down' : 'up'} />
        </Button>
      </div>
      {isTable && (
        <CheckboxGroup
          className="field column-choice"
          value={[...list.columns]}
          onChange={(chosen) => change((now) => ({ columns: inPlace(now.columns, columns, chosen) }))}
        >
          <Label>{t('listOptions.columns')}</Label>
          <div className="column-choices">
            {columns.map((column) => (
              <Checkbox key={column} value={column} className="check-field">
                <span className="check-box" aria-hidden="true">
                  <Icon name="check" size={11} />
                </span>
                <span className="column-choice-name">{columnText(column, translator)}</span>
              </Checkbox>
            ))}
          </div>
        </CheckboxGroup>
      )}
      <Button className="link-button" onPress={() => change(() => DEFAULT_LIST)}>
        {t('listOptions.reset')}
      </Button>
    </>
  );
}

interface OneOfProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value) => void;
}

function OneOf<Value extends string>({ label, value, options, onChange }: OneOfProps<Value>) {
  return (
    <Select
      className="field"
      value={value}
      onChange={(key) => {
        const option = options.find(([id]) => id === key);
        if (option !== undefined) onChange(option[0]);
      }}
    >
      <Label>{label}</Label>
      <Button className="input select">
        <SelectValue />
        <Icon name="chevron" size={14} />
      </Button>
      <Popover className="popover list-popover">
        <ListBox className="menu">
          {options.map(([id, text]) => (
            <ListBoxItem key={id} id={id} textValue={text}>
              {text}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}

/** What is chosen stays a choice, even where no instance has such a tag now. */
function withChosen(keys: readonly string[], { groupBy, sortBy, columns }: ListSettings): readonly string[] {
  const chosen = [groupBy, sortBy, ...columns].flatMap((id) => tagKeyOf(id) ?? []);
  return [...new Set([...chosen, ...keys])];
}

/** What was there keeps its place; what is added goes where the whole choice has it, tags last. */
function inPlace(before: readonly ColumnId[], all: readonly ColumnId[], chosen: readonly string[]): ColumnId[] {
  const kept = before.filter((column) => chosen.includes(column));
  const added = all.filter((column) => chosen.includes(column) && !before.includes(column));
  return [...kept, ...added].slice(0, MOST_COLUMNS);
}

const columnText = (id: ColumnId | SortKey, translator: Translator): string =>
  tagKeyOf(id) === null
    ? columnLabel(id, translator)
    : translator.t('listOptions.tag', { key: columnLabel(id, translator) });

function groupingLabel(id: Grouping, translator: Translator): string {
  const grouping = GROUPINGS.find((known) => known === id);
  if (grouping !== undefined) return translator.t(`grouping.${grouping}`);
  return translator.t('listOptions.tag', { key: tagKeyOf(id) ?? id });
}
