import { useDeferredValue, useId, useMemo, useState } from 'react';
import { SearchField as AriaSearchField, Button, Input, ListBox, ListBoxItem } from 'react-aria-components';
import { matcherOf } from '../../shared/instance-search';
import { type InstanceTarget, instanceLabel, type Snapshot, targetKey } from '../../shared/model';
import { regionLabel } from '../../shared/region-names';
import { parseSearch } from '../../shared/search-expression';
import type { Translator } from '../../shared/translator';
import { namesOf } from '../target-names';
import { useTranslator } from '../translation';
import { Icon } from './Icon';

interface InstancePickerProps {
  readonly label: string;
  readonly picked: readonly InstanceTarget[];
  readonly problem: string | null;
  readonly snapshot: Snapshot;
  readonly onChange: (picked: readonly InstanceTarget[]) => void;
}

/** As many as a person looks through; for the others there is the search. */
const MOST_SHOWN = 50;

interface Pickable {
  readonly key: string;
  readonly target: InstanceTarget;
  readonly name: string;
  readonly facts: string;
}

/** Any number of instances of all Profiles and Regions, found by a search. */
export function InstancePicker({ label, picked, problem, snapshot, onChange }: InstancePickerProps) {
  const translator = useTranslator();
  const { t } = translator;
  const problemId = useId();
  const [search, setSearch] = useState('');
  const sought = useDeferredValue(search);
  const found = useMemo(() => pickable(snapshot, sought, translator), [snapshot, sought, translator]);
  const shown = found.slice(0, MOST_SHOWN);
  const names = useMemo(() => namesOf(picked, snapshot.scopes), [picked, snapshot.scopes]);

  /** What is picked already keeps its place, whether the search shows it or not. */
  function pick(keys: ReadonlySet<unknown>): void {
    const known = new Set(picked.map(targetKey));
    const kept = picked.filter((target) => keys.has(targetKey(target)));
    const added = shown.filter(({ key }) => keys.has(key) && !known.has(key)).map(({ target }) => target);
    onChange([...kept, ...added]);
  }

  return (
    <div className="field">
      <p className="field-hint" role="status">
        {t('groupEditor.picked', { count: picked.length })}
      </p>
      {picked.length > 0 && (
        <ul className="region-chips picked">
          {picked.map((target, index) => (
            <li key={targetKey(target)} className="chip">
              <span className="chip-name">{names[index]}</span>
              <Button
                className="icon-button small"
                aria-label={t('groupEditor.unpick', { name: names[index] ?? target.instanceId })}
                onPress={() => onChange(picked.filter((other) => other !== target))}
              >
                <Icon name="close" size={11} />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="picker">
        <AriaSearchField
          className="search"
          aria-label={t('groupEditor.search')}
          value={search}
          onChange={setSearch}
          onKeyDown={(event) => {
            // Enter would save the whole form.
            if (event.key === 'Enter') event.preventDefault();
          }}
        >
          <Icon name="search" size={14} />
          <Input placeholder={t('groupEditor.search')} />
        </AriaSearchField>
        <ListBox
          className="menu picker-list"
          aria-label={label}
          {...(problem === null ? {} : { 'aria-describedby': problemId })}
          items={shown}
          selectionMode="multiple"
          selectedKeys={picked.map(targetKey)}
          escapeKeyBehavior="none"
          onSelectionChange={(keys) =>
            pick(keys === 'all' ? new Set([...picked.map(targetKey), ...shown.map(({ key }) => key)]) : keys)
          }
          renderEmptyState={() => <p className="field-hint picker-more">{t('list.noMatch', { search: sought })}</p>}
        >
          {({ key, name, facts }) => (
            <ListBoxItem id={key} textValue={name}>
              <span className="option-check">
                <Icon name="check" size={14} />
              </span>
              <span className="picker-name">{name}</span>
              <span className="picker-facts meta">{facts}</span>
            </ListBoxItem>
          )}
        </ListBox>
        {found.length > shown.length && (
          <p className="field-hint picker-more">
            {t('groupEditor.morePickable', { count: found.length - shown.length })}
          </p>
        )}
      </div>
      {problem !== null && (
        <p id={problemId} className="field-error" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function pickable({ scopes, profiles }: Snapshot, search: string, translator: Translator): readonly Pickable[] {
  const isFound = matcherOf(parseSearch(search));
  return scopes.flatMap((scope) => {
    const profile = profiles.find(({ id }) => id === scope.profileId);
    if (profile === undefined) return [];
    const region = regionLabel(scope.region, translator);
    return scope.instances
      .filter(({ state }) => state !== 'terminated' && state !== 'shutting-down')
      .filter((instance) => isFound({ instance, scope, profile }))
      .map((instance) => {
        const target = { scopeId: scope.id, instanceId: instance.instanceId };
        const facts = `${profile.name} · ${region} · ${instance.instanceId}`;
        return { key: targetKey(target), target, name: instanceLabel(instance), facts };
      });
  });
}
