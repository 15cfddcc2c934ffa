import type { JournalEntry, JournalError, JournalOutcome, JournalResult } from '../../shared/journal';
import { instanceLabel } from '../../shared/model';
import { regionLabel } from '../../shared/region-names';
import type { Translator } from '../../shared/translator';
import { useTranslator } from '../translation';

/** Below this a stopwatch says it best, ms. */
const HOUR = 3_600_000;

/** One action of the journal; `now` is what its age is counted from, ms since the epoch. */
export function JournalItem({ entry, now }: { readonly entry: JournalEntry; readonly now: number }) {
  const translator = useTranslator();
  const { t, ago, dateTime } = translator;
  const { outcomes, callerArn } = entry;
  const [first] = outcomes;
  const only = outcomes.length === 1 ? first : undefined;
  const what = only === undefined ? t('journal.instances', { count: outcomes.length }) : instanceLabel(only);
  return (
    <li className="journal-entry">
      <div className="journal-line">
        <span className="name">{t(`journal.title.${entry.action}`, { what })}</span>
        {entry.isDryRun && <span className="badge dry-run">{t('dryRun.badge')}</span>}
        {only === undefined ? <ResultCounts outcomes={outcomes} /> : <ResultBadge result={only.result} />}
        <time className="age" dateTime={new Date(entry.at).toISOString()}>
          {ago(now - entry.at)}
        </time>
      </div>
      <p className="meta">
        {[
          dateTime(entry.at),
          `${entry.profileName} · ${regionLabel(entry.region, translator)}`,
          t(`journal.source.${entry.source}`),
          ...(only === undefined ? [] : tookText(only, translator)),
        ].join(' · ')}
      </p>
      {only !== undefined && <OutcomeTrouble entry={entry} outcome={only} />}
      {only === undefined && (
        <details>
          <summary>
            {outcomes.slice(0, 3).map(instanceLabel).join(', ')}
            {outcomes.length > 3 && '…'}
          </summary>
          <ul>
            {outcomes.map((outcome) => (
              <li key={outcome.instanceId} className="journal-outcome">
                <p className="meta">
                  <span className="journal-name">{instanceLabel(outcome)}</span> <ResultBadge result={outcome.result} />{' '}
                  {tookText(outcome, translator)}
                </p>
                <OutcomeTrouble entry={entry} outcome={outcome} />
                <RequestId outcome={outcome} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="error-details">
        {[only?.instanceId, callerArn ?? t('journal.callerUnknown')].filter(Boolean).join(' · ')}
      </p>
      {only !== undefined && <RequestId outcome={only} />}
    </li>
  );
}

const TONES: Readonly<Record<JournalResult, string>> = {
  'under-way': 'changing',
  unknown: 'unknown',
  reached: 'running',
  failed: 'trouble',
  cancelled: 'stopped',
  unfollowed: 'stopped',
  allowed: 'running',
  denied: 'trouble',
};

function ResultBadge({ result }: { readonly result: JournalResult }) {
  const { t } = useTranslator();
  return <span className={`journal-result tone-${TONES[result]}`}>{t(`journal.result.${result}`)}</span>;
}

/** How many came to what, in the order in which the first of each stands. */
function ResultCounts({ outcomes }: { readonly outcomes: readonly JournalOutcome[] }) {
  const { t } = useTranslator();
  const counts = new Map<JournalResult, number>();
  for (const { result } of outcomes) counts.set(result, (counts.get(result) ?? 0) + 1);
  return [...counts].map(([result, count]) => (
    <span key={result} className={`journal-result tone-${TONES[result]}`}>
      {t('journal.resultCount', { result: t(`journal.result.${result}`), count })}
    </span>
  ));
}

function RequestId({ outcome: { requestId } }: { readonly outcome: JournalOutcome }) {
  const { t } = useTranslator();
  return requestId === null ? null : <p className="error-details">{t('list.requestId', { id: requestId })}</p>;
}

/** Why it failed, or why nobody knows. */
function OutcomeTrouble({ entry, outcome }: { readonly entry: JournalEntry; readonly outcome: JournalOutcome }) {
  const translator = useTranslator();
  const { error, result } = outcome;
  if (error === null && result !== 'unknown') return null;
  return (
    <>
      <p className="journal-trouble">
        {result === 'unknown' ? translator.t('journal.unknownHint') : error && errorText(error, entry, translator)}
      </p>
      {error?.detail && (
        <p className="error-details">
          {error.awsCode !== null && `${error.awsCode}: `}
          {error.detail}
        </p>
      )}
    </>
  );
}

/** The journal keeps no sentence of ours, so that it can be told in the language of today. */
function errorText(
  { code, awsCode }: JournalError,
  { region, profileName }: JournalEntry,
  translator: Translator,
): string {
  return translator.t(`error.${code}.message`, {
    where: regionLabel(region, translator),
    awsCode: awsCode ?? code,
    name: profileName,
  });
}

function tookText({ durationMs }: JournalOutcome, { t, duration, stopwatch }: Translator): readonly string[] {
  if (durationMs === null) return [];
  return [t('journal.took', { duration: durationMs < HOUR ? stopwatch(durationMs) : duration(durationMs) })];
}
