import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { Button, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { JOURNAL_RESULTS, type JournalFilter, type JournalFormat, type JournalResult } from '../../shared/journal';
import type { InstanceId, Snapshot } from '../../shared/model';
import { bridge } from '../bridge';
import { JournalItem } from '../components/JournalItem';
import { PageHead } from '../components/PageHead';
import { SearchField } from '../components/SearchField';
import { useStatus } from '../status-line';
import { useTranslator } from '../translation';
import { useJournal } from '../use-journal';
import { useNow } from '../use-now';
import { usePageKey } from '../use-page-key';

const AGES_MS = 10_000;

interface JournalViewProps {
  readonly snapshot: Snapshot;
  /** What it is narrowed to at first; null for everything. */
  readonly about: InstanceId | null;
  readonly onBack: () => void;
}

/** What was asked for, by whom, and what came of it: newest first, following what happens. */
export function JournalView({ snapshot, about, onBack }: JournalViewProps) {
  const { t, text, number } = useTranslator();
  const showStatus = useStatus();
  const searchRef = useRef<HTMLInputElement>(null);
  usePageKey(
    '/',
    useCallback(() => searchRef.current?.focus(), []),
  );
  const [search, setSearch] = useState<string>(about ?? '');
  const sought = useDeferredValue(search);
  const [result, setResult] = useState<JournalResult | null>(null);
  const filter = useMemo<JournalFilter>(
    () => ({ text: sought, action: null, result, since: null, instanceId: null }),
    [sought, result],
  );
  const answer = useJournal(filter, activitiesVersion(snapshot));
  const page = answer?.ok ? answer.value : null;
  const now = useNow(AGES_MS);

  async function save(format: JournalFormat): Promise<void> {
    const saved = await bridge.exportJournal({ format, filter });
    if (!saved.ok) showStatus({ kind: 'failed', error: saved.error });
    else if (saved.value !== null) showStatus({ kind: 'done', text: t('journal.exported', { file: saved.value }) });
  }

  function showAll(): void {
    setSearch('');
    setResult(null);
  }

  return (
    <main className="journal">
      <div>
        <div className="journal-head">
          <PageHead title={t('journal.title')} onBack={onBack} />
          <Button className="link-button" isDisabled={page?.matchCount === 0} onPress={() => void save('csv')}>
            {t('journal.exportCsv')}
          </Button>
          <Button className="link-button" isDisabled={page?.matchCount === 0} onPress={() => void save('json')}>
            {t('journal.exportJson')}
          </Button>
        </div>
        <SearchField ref={searchRef} label={t('journal.search')} value={search} onChange={setSearch} />
        <ResultChips shown={result} onShow={setResult} />
      </div>
      <div className="list" aria-busy={answer === null}>
        {answer === null && <p className="empty">{t('journal.loading')}</p>}
        {answer?.ok === false && (
          <p className="empty" role="alert">
            {text(answer.error.message)}
          </p>
        )}
        {page !== null && page.unreadableLines > 0 && (
          <p className="journal-note">{t('journal.unreadable', { count: page.unreadableLines })}</p>
        )}
        {page !== null && page.entries.length > 0 && (
          <ul aria-label={t('journal.list')}>
            {page.entries.map((entry) => (
              <JournalItem key={entry.actionId} entry={entry} now={now} />
            ))}
          </ul>
        )}
        {page !== null && page.entries.length < page.matchCount && (
          <p className="journal-note">
            {t('journal.shown', { shown: number(page.entries.length), count: number(page.matchCount) })}
          </p>
        )}
        {page !== null && page.totalCount === 0 && <p className="empty">{t('journal.empty')}</p>}
        {page !== null && page.totalCount > 0 && page.matchCount === 0 && (
          <div className="empty">
            <p>{t('journal.noMatch')}</p>
            <Button className="button" onPress={showAll}>
              {t('journal.showAll')}
            </Button>
          </div>
        )}
      </div>
    </main>
  );
}

const ALL = 'all';

function ResultChips({
  shown,
  onShow,
}: {
  readonly shown: JournalResult | null;
  readonly onShow: (result: JournalResult | null) => void;
}) {
  const { t } = useTranslator();
  return (
    <ToggleButtonGroup
      className="chips journal-chips"
      aria-label={t('journal.results')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[shown ?? ALL]}
      onSelectionChange={([key]) => onShow(JOURNAL_RESULTS.find((result) => result === key) ?? null)}
    >
      <ToggleButton id={ALL} className="chip">
        {t('journal.all')}
      </ToggleButton>
      {JOURNAL_RESULTS.map((result) => (
        <ToggleButton key={result} id={result} className="chip">
          {t(`journal.result.${result}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

/** Another text whenever something may have been added to the journal. */
function activitiesVersion({ scopes }: Snapshot): string {
  return scopes
    .flatMap(({ activities }) => Object.entries(activities).map(([id, { actionId, phase }]) => [id, actionId, phase]))
    .join();
}
