import { type Instance, instanceLabel, type Notice, type Scope } from '../shared/model';
import { regionLabel } from '../shared/region-names';
import { translatorFor } from '../shared/translator';
import { withNotice } from './notices';
import type { Store } from './store';

/** More names than this are counted, not written out. */
const MOST_NAMES = 5;

/**
 * The instances that are in the list no more. One that AWS has shown as terminated goes as expected, and so does
 * everything of a scope that is shown no more.
 */
function vanishedInstances(before: Scope, after: Scope): readonly Instance[] {
  // A scope that begins afresh, in another account say, has lost nothing.
  if (before.instances === after.instances || after.freshness.kind !== 'current') return [];
  const there = new Set(after.instances.map(({ instanceId }) => instanceId));
  return before.instances.filter(
    ({ instanceId, state }) => !there.has(instanceId) && state !== 'terminated' && state !== 'shutting-down',
  );
}

/** Leaves a note for each scope that instances have vanished from. The answer ends it. */
export function noteVanished(store: Store): () => void {
  let before = store.get().scopes;
  return store.subscribe(({ scopes, profiles, language }) => {
    const previous = before;
    before = scopes;
    // What a filter lets through no more has not vanished, and which of both it is nobody has said.
    const filtered = new Set(profiles.filter(({ filter }) => filter !== null).map(({ id }) => id));
    for (const scope of scopes.filter(({ profileId }) => !filtered.has(profileId))) {
      const earlier = previous.find(({ id }) => id === scope.id);
      const vanished = earlier === undefined ? [] : vanishedInstances(earlier, scope);
      if (vanished.length > 0)
        store.update((snapshot) => withNotice(snapshot, vanishedNotice(scope, vanished, language)));
    }
  });
}

function vanishedNotice(scope: Scope, vanished: readonly Instance[], language: 'en' | 'ko'): Notice {
  const translator = translatorFor(language);
  const names = vanished.slice(0, MOST_NAMES).map(instanceLabel).join(', ');
  const count = vanished.length - MOST_NAMES;
  const region = regionLabel(scope.region, translator);
  const text = { names: count > 0 ? translator.t('notification.andMore', { names, count }) : names, region };
  return {
    id: `vanished-${scope.id}-${vanished[0]?.instanceId ?? ''}`,
    text: { key: 'notice.vanished', values: text },
  };
}
