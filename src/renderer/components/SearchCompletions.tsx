import { useEffect, useRef } from 'react';
import type { Completion } from '../../shared/search-completion';
import { useTranslator } from '../translation';

interface SearchCompletionsProps {
  readonly id: string;
  readonly completions: readonly Completion[];
  /** The index of the one that Enter takes; null for none. */
  readonly chosen: number | null;
  readonly optionId: (index: number) => string;
  readonly onTake: (completion: Completion) => void;
}

/** What may be meant, below the search; the focus stays in there. */
export function SearchCompletions({ id, completions, chosen, optionId, onTake }: SearchCompletionsProps) {
  const { t } = useTranslator();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen !== null) list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  return (
    <div
      ref={list}
      id={id}
      className="popover menu search-completions"
      role="listbox"
      aria-label={t('search.completions')}
    >
      {completions.map((completion, index) => {
        const { kind, key, label, detail } = completion;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
          <div
            key={label}
            id={optionId(index)}
            role="option"
            aria-selected={index === chosen}
            {...(index === chosen ? { 'data-focused': true } : {})}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onTake(completion)}
          >
            <span className="completion-label">{label}</span>
            <span className="meta">{kind === 'key' ? t(`search.key.${key}`) : detail}</span>
          </div>
        );
      })}
    </div>
  );
}
