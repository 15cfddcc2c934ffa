import { instanceLook } from '../../shared/instance-look';
import { instanceLabel } from '../../shared/model';
import type { Translator } from '../../shared/translator';
import { type Listed, stateGroupOf } from './listed';

/** More changes than this at once are counted, not read out one by one. */
const MOST_NAMED = 3;

/**
 * What a screen reader says when states have changed; null where nothing has. What is listed for the first time is no change,
 * and what is told elsewhere is not said twice.
 */
export function announcement(
  before: readonly Listed[],
  listed: readonly Listed[],
  { t }: Translator,
  isToldElsewhere: (key: string) => boolean = () => false,
): string | null {
  const changed = pairs(before, listed).flatMap(([was, is]) =>
    stateGroupOf(was) === stateGroupOf(is) || isToldElsewhere(is.key) ? [] : [is],
  );
  if (changed.length === 0) return null;
  const named = changed
    .slice(0, MOST_NAMED)
    .map(({ instance, activity }) =>
      t('list.rowName', { name: instanceLabel(instance), state: t(`look.${instanceLook(instance, activity)}`) }),
    );
  const others = changed.length - named.length;
  return [...named, ...(others > 0 ? [t('list.moreChanges', { count: others })] : [])].join('. ');
}

/** What is another object by now, with what it was. Most often one of thousands is, and all stand where they did. */
function pairs(before: readonly Listed[], after: readonly Listed[]): readonly (readonly [Listed, Listed])[] {
  const differing = after.filter((one, at) => one !== before[at]);
  if (differing.length === 0) return [];
  const known = new Map(before.flatMap((one, at) => (one === after[at] ? [] : [[one.key, one] as const])));
  return differing.flatMap((is) => {
    const was = known.get(is.key);
    return was === undefined ? [] : [[was, is] as const];
  });
}
