import { describe, expect, test } from 'vitest';
import { newScope, withFailure, withListing } from '../../../src/main/scope-changes';
import { createStore } from '../../../src/main/store';
import { noteVanished } from '../../../src/main/vanished-notes';
import { appError } from '../../../src/shared/errors';
import type { Instance } from '../../../src/shared/model';
import { aProfile, aScope, aSnapshot, instancesOf, noon, seoul } from '../../support/snapshot-builder';

const asked = { askedAt: noon, now: noon, readyWhen: 'running' } as const;
const scopeId = aScope().id;

/** What is noted when a scope with these instances is listed with those. */
function notesAfter(before: readonly Instance[], after: readonly Instance[]) {
  const store = createStore(aSnapshot({ scopes: [aScope({ instances: before })] }));
  const stop = noteVanished(store);
  store.updateScope(scopeId, (scope) => withListing(scope, after, asked));
  stop();
  return store.get().notices.map(({ text }) => text.values);
}

describe('an instance that has vanished', () => {
  test('leaves a note with its name and Region', () => {
    const [web, db] = instancesOf({ name: 'web' }, { name: 'db' });
    if (web === undefined || db === undefined) throw new Error('Two instances were asked for');
    expect(notesAfter([web, db], [db])).toEqual([{ names: 'web', region: 'Asia Pacific (Seoul) ap-northeast-2' }]);
  });

  test('is counted where there are many', () => {
    const many = instancesOf(...Array.from({ length: 8 }, (_, n) => ({ name: `web-${n}` })));
    expect(notesAfter(many, [])).toMatchObject([{ names: 'web-0, web-1, web-2, web-3, web-4 and 3 more' }]);
  });

  test.each(['terminated', 'shutting-down'] as const)('is no news where AWS has shown it as %s', (state) => {
    expect(notesAfter(instancesOf({ state }), [])).toEqual([]);
  });
});

test('nothing is noted where a filter may be why an instance is listed no more', () => {
  const store = createStore(
    aSnapshot({
      profiles: [aProfile({ filter: 'state=running' })],
      scopes: [aScope({ instances: instancesOf({ name: 'web', state: 'running' }) })],
    }),
  );
  const stop = noteVanished(store);
  store.updateScope(scopeId, (scope) => withListing(scope, [], asked));
  stop();
  expect(store.get().notices).toEqual([]);
});

test('nothing is noted where a listing fails, a scope begins afresh, or its Profile is removed', () => {
  const store = createStore(aSnapshot({ scopes: [aScope({ instances: instancesOf({ name: 'web' }) })] }));
  const stop = noteVanished(store);
  store.updateScope(scopeId, (scope) => withFailure(scope, appError('timeout'), noon));
  store.updateScope(scopeId, () => newScope(aProfile(), seoul));
  store.update((snapshot) => ({ ...snapshot, scopes: [] }));
  stop();
  expect(store.get().notices).toEqual([]);
});
