import { instanceLook } from '../../shared/instance-look';
import { instanceLabel } from '../../shared/model';
import { type StateGroup, stateGroup } from '../../shared/state-counts';
import type { Translator } from '../../shared/translator';
import type { Listed } from './listed';

/** More changes than this at once are counted, not read out one by one. */
const MOST_NAMED = 3;

/** What each instance was when it was last looked at. */
export type Heard = ReadonlyMap<string, StateGroup>;

export function heardOf(listed: readonly Listed[]): Heard {
  return new Map(listed.map(({ key, instance, activity }) => [key, stateGroup(instanceLook(instance, activity))]));
}

/**
 * What a screen reader says when states have changed; null where nothing has. What is listed for the first time is no change,
 * and what is told elsewhere is not said twice.
 */
export function announcement(
  before: Heard,
  listed: readonly Listed[],
  { t }: Translator,
  isToldElsewhere: (key: string) => boolean = () => false,
): string | null {
  const changed = listed.filter(({ key, instance, activity }) => {
    const was = before.get(key);
    return was !== undefined && was !== stateGroup(instanceLook(instance, activity)) && !isToldElsewhere(key);
  });
  if (changed.length === 0) return null;
  const named = changed
    .slice(0, MOST_NAMED)
    .map(({ instance, activity }) =>
      t('list.rowName', { name: instanceLabel(instance), state: t(`look.${instanceLook(instance, activity)}`) }),
    );
  const others = changed.length - named.length;
  return [...named, ...(others > 0 ? [t('list.moreChanges', { count: others })] : [])].join('. ');
}
