import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { assertNever } from '../../shared/assert-never';
import { SEARCH_LENGTH } from '../../shared/kept-schemas';
import type { SavedView, Snapshot } from '../../shared/model';
import { regionPlace } from '../../shared/region-names';
import { type Completion, completionsFor, type SearchFacts, searchFactsOf } from '../../shared/search-completion';
import type { SearchHint } from '../../shared/search-expression';
import { useTranslator } from '../translation';
import { Icon } from './Icon';
import { SavedViews } from './SavedViews';
import { SearchCompletions } from './SearchCompletions';

interface InstanceSearchProps {
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly snapshot: Snapshot;
  readonly value: string;
  /** What of the search was not understood. */
  readonly hints: readonly SearchHint[];
  readonly onChange: (value: string) => void;
  readonly onApplyView: (view: SavedView) => void;
  /** The way down into the list. */
  readonly onLeaveDown: () => void;
}

/**
 * The search of the list, which completes filters while they are typed: a combobox. Nothing is chosen before the person
 * moves to it, so that all keys mean what they mean without completions. The views are before it for who comes by Tab:
 * behind it is the list.
 */
export function InstanceSearch({
  ref,
  snapshot,
  value,
  hints,
  onChange,
  onApplyView,
  onLeaveDown,
}: InstanceSearchProps) {
  const translator = useTranslator();
  const { t } = translator;
  const listId = useId();
  /** Where the caret stands while something is being typed; null while nothing is offered. */
  const [caret, setCaret] = useState<number | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const nextCaret = useRef<number | null>(null);
  const { scopes, profiles } = snapshot;
  const facts = useMemo(() => {
    let known: SearchFacts | null = null;
    return () => {
      known ??= searchFactsOf(scopes, profiles);
      return known;
    };
  }, [scopes, profiles]);
  const completions = useMemo(
    () => (caret === null ? [] : completionsFor(value, caret, facts, (region) => regionPlace(region, translator))),
    [value, caret, facts, translator],
  );
  const isOpen = completions.length > 0;
  const optionId = (index: number): string => `${listId}-${index}`;
  const hint = hints.find(({ kind }) => kind !== 'open-quote' || caret === null);

  // React puts the caret of a field that it changes to the end.
  useLayoutEffect(() => {
    if (nextCaret.current === null) return;
    ref.current?.setSelectionRange(nextCaret.current, nextCaret.current);
    nextCaret.current = null;
  });

  function offerAt(at: number | null): void {
    setCaret(at);
    setChosen(null);
  }

  function take({ text, from, to }: Completion): void {
    onChange(`${value.slice(0, from)}${text}${value.slice(to)}`);
    nextCaret.current = from + text.length;
    offerAt(nextCaret.current);
  }

  function clear(): void {
    onChange('');
    offerAt(null);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    // Enter and the arrows belong to what composes Korean, say, until it is done.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      // Left to the browser, Esc would clear the field.
      event.preventDefault();
      if (isOpen) offerAt(null);
      else clear();
      return;
    }
    const taken = chosen === null ? undefined : completions[chosen];
    if (event.key === 'Enter' && taken !== undefined) {
      event.preventDefault();
      take(taken);
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || (!isOpen && step < 0)) return;
    event.preventDefault();
    if (isOpen) setChosen(nextChoice(chosen, step, completions.length));
    else onLeaveDown();
  }

  return (
    <div className="search-line">
      <SavedViews views={snapshot.savedViews} search={value} list={snapshot.settings.list} onApply={onApplyView} />
      <div className="search">
        <Icon name="search" size={14} />
        <input
          ref={ref}
          type="search"
          role="combobox"
          aria-label={t('list.search')}
          aria-autocomplete="list"
          aria-expanded={isOpen}
          {...(isOpen ? { 'aria-controls': listId } : {})}
          {...(isOpen && chosen !== null ? { 'aria-activedescendant': optionId(chosen) } : {})}
          placeholder={t('list.search')}
          autoComplete="off"
          spellCheck="false"
          maxLength={SEARCH_LENGTH}
          value={value}
          onChange={({ target }) => {
            onChange(target.value);
            offerAt(target.selectionStart);
          }}
          onSelect={({ currentTarget: { selectionStart, selectionEnd } }) => {
            if (caret !== null && selectionStart !== caret)
              offerAt(selectionStart === selectionEnd ? selectionStart : null);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => offerAt(null)}
        />
        {value === '' ? (
          <span className="key" aria-hidden="true">
            /
          </span>
        ) : (
          <Button
            className="icon-button small"
            aria-label={t('list.clearSearch')}
            excludeFromTabOrder
            preventFocusOnPress
            onPress={() => {
              clear();
              ref.current?.focus();
            }}
          >
            <Icon name="close" size={12} />
          </Button>
        )}
        {isOpen && (
          <SearchCompletions id={listId} completions={completions} chosen={chosen} optionId={optionId} onTake={take} />
        )}
      </div>
      {hint !== undefined && (
        <p className="search-hint" role="status">
          {hintText(hint, t)}
        </p>
      )}
    </div>
  );
}

/** Round the list, by way of nothing chosen. */
function nextChoice(chosen: number | null, step: number, count: number): number | null {
  if (chosen === null) return step > 0 ? 0 : count - 1;
  const next = chosen + step;
  return next < 0 || next >= count ? null : next;
}

function hintText(hint: SearchHint, t: ReturnType<typeof useTranslator>['t']): string {
  switch (hint.kind) {
    case 'unknown-key':
      return hint.suggestion === null
        ? t('search.hint.unknown-key', { written: hint.written })
        : t('search.hint.meant', { written: hint.written, suggestion: hint.suggestion });
    case 'unknown-value':
      return t('search.hint.unknown-value', { key: hint.key, written: hint.written });
    case 'open-quote':
      return t('search.hint.open-quote');
    default:
      return assertNever(hint);
  }
}
