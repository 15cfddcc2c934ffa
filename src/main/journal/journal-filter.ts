import type { JournalEntry, JournalFilter } from '../../shared/journal';
import type { InstanceId } from '../../shared/model';

/** The entries that somebody wants to see, in the order they come in. */
export function matchingEntries(entries: readonly JournalEntry[], filter: JournalFilter): readonly JournalEntry[] {
  const words = normal(filter.text).split(/\s+/).filter(Boolean);
  return aboutInstance(entries, filter.instanceId).filter(
    (entry) =>
      (filter.action === null || entry.action === filter.action) &&
      (filter.since === null || entry.at >= filter.since) &&
      (filter.result === null || entry.outcomes.some(({ result }) => result === filter.result)) &&
      hasWords(entry, words),
  );
}

function aboutInstance(entries: readonly JournalEntry[], id: InstanceId | null): readonly JournalEntry[] {
  if (id === null) return entries;
  return entries.flatMap((entry) => {
    const outcomes = entry.outcomes.filter(({ instanceId }) => instanceId === id);
    return outcomes.length === 0 ? [] : [{ ...entry, outcomes }];
  });
}

function hasWords(entry: JournalEntry, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = normal(searchableText(entry));
  return words.every((word) => text.includes(word));
}

function searchableText({ action, source, profileName, region, callerArn, outcomes }: JournalEntry): string {
  const ofOutcomes = outcomes.flatMap(({ instanceId, name, result, error, requestId }) => [
    instanceId,
    name,
    result,
    requestId,
    error?.code,
    error?.awsCode,
    error?.detail,
  ]);
  return [action, source, profileName, region, callerArn, ...ofOutcomes].join('\n');
}

/** Korean from macOS comes in pieces (NFD): both sides are put together before they are compared. */
const normal = (text: string): string => text.normalize('NFC').toLocaleLowerCase();
