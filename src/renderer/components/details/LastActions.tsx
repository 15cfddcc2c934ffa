import { useMemo } from 'react';
import { Button } from 'react-aria-components';
import type { JournalFilter } from '../../../shared/journal';
import type { Activity, InstanceId } from '../../../shared/model';
import { useTranslator } from '../../translation';
import { useJournal } from '../../use-journal';
import { useNow } from '../../use-now';
import { JournalItem } from '../JournalItem';
import { DetailsSection } from './DetailsSection';

/** How many are shown; the journal has the others. */
const MOST_SHOWN = 5;
const AGES_MS = 10_000;

interface LastActionsProps {
  readonly instanceId: InstanceId;
  readonly activity: Activity | undefined;
  readonly onOpenJournal: (instanceId: InstanceId) => void;
}

/** What was done with the instance from here, newest first. */
export function LastActions({ instanceId, activity, onOpenJournal }: LastActionsProps) {
  const { t, text } = useTranslator();
  const filter = useMemo<JournalFilter>(
    () => ({ text: '', action: null, result: null, since: null, instanceId }),
    [instanceId],
  );
  const answer = useJournal(filter, activity === undefined ? '' : `${activity.actionId} ${activity.phase}`);
  const now = useNow(AGES_MS);
  const entries = answer?.ok ? answer.value.entries.slice(0, MOST_SHOWN) : [];
  return (
    <DetailsSection
      title={t('details.lastActions')}
      action={
        <Button className="link-button" onPress={() => onOpenJournal(instanceId)}>
          {t('journal.open')}
        </Button>
      }
    >
      {answer === null && <p className="detail-none">{t('journal.loading')}</p>}
      {answer?.ok === false && <p role="alert">{text(answer.error.message)}</p>}
      {answer?.ok && entries.length === 0 && <p className="detail-none">{t('details.noActions')}</p>}
      {entries.length > 0 && (
        <ul aria-label={t('details.lastActions')}>
          {entries.map((entry) => (
            <JournalItem key={entry.actionId} entry={entry} now={now} />
          ))}
        </ul>
      )}
    </DetailsSection>
  );
}
