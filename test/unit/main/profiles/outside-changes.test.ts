import { describe, expect, test, vi } from 'vitest';
import { OutsideChanges } from '../../../../src/main/profiles/outside-changes';
import type { Comparison } from '../../../../src/main/profiles/profile-identities';
import { createStore } from '../../../../src/main/store';
import { settled } from '../../../support/manual-clock';
import { aProfile, aScope, aSnapshot, instancesOf } from '../../../support/snapshot-builder';

const config = { configFile: {}, credentialsFile: {} };
const work = aProfile();

/** One Profile with an instance on the screen, whose AWS files are this text. */
function watching(comparison: Comparison = 'same') {
  const store = createStore(aSnapshot({ profiles: [work], scopes: [aScope({ instances: instancesOf({}) })] }));
  const files = { text: 'first', isReadable: true };
  const poller = { refresh: vi.fn(async () => undefined), sync: vi.fn() };
  const compare = vi.fn(async () => comparison);
  const forget = vi.fn();
  const changes = new OutsideChanges({
    store,
    poller,
    identities: { compare },
    readConfig: async () => {
      if (!files.isReadable) throw new Error('locked');
      return config;
    },
    fingerprintOf: async () => files.text,
    forget,
  });
  changes.start();
  const instances = () => store.get().scopes.flatMap((scope) => scope.instances);
  return { store, files, poller, compare, forget, changes, instances };
}

describe('a change in the AWS files', () => {
  test('that does not touch a Profile leaves it alone, and is told to whoever lists the files', async () => {
    const { changes, forget, store } = watching();
    await settled();
    await changes.look();
    expect(forget).not.toHaveBeenCalled();
    expect(store.get().configRevision).toBe(1);
  });

  test('of how a Profile signs in lets go of what was held, and asks anew; the same account keeps its list', async () => {
    const { changes, files, forget, poller, instances } = watching('same');
    await settled();
    files.text = 'rotated';
    await changes.look();
    expect(forget.mock.calls).toEqual([[work]]);
    expect(poller.refresh.mock.calls).toEqual([[aScope().id]]);
    expect(instances()).toHaveLength(1);
    await changes.look();
    expect(forget, 'once for one change').toHaveBeenCalledOnce();
  });

  test.each(['other', 'unknown'] as const)(
    'by which the account is %s leaves none of the old one on the screen, and begins anew',
    async (comparison) => {
      const { changes, files, poller, instances, store } = watching(comparison);
      await settled();
      files.text = 'another account';
      await changes.look();
      expect(instances()).toEqual([]);
      expect(store.get().scopes[0]?.freshness).toEqual({ kind: 'loading' });
      expect(poller.sync.mock.calls).toEqual([[[aScope().id]]]);
      expect(store.get().notices.map(({ text }) => text.key)).toEqual(
        comparison === 'other' ? ['notice.otherAccount'] : [],
      );
    },
  );

  test('while another is looked at is looked at as well', async () => {
    const { changes, files, compare, forget } = watching();
    await settled();
    files.text = 'second';
    compare.mockImplementationOnce(async () => {
      files.text = 'third';
      void changes.look();
      return 'same';
    });
    await changes.look();
    expect(forget).toHaveBeenCalledTimes(2);
  });

  test('that leaves a file unreadable for a moment says nothing about who signs in how', async () => {
    const { changes, files, forget } = watching();
    await settled();
    files.isReadable = false;
    await changes.look();
    files.isReadable = true;
    await changes.look();
    expect(forget).not.toHaveBeenCalled();
  });

  test('is not what it is when the person themselves has chosen another way to sign in', async () => {
    const { changes, files, forget, store } = watching();
    await settled();
    files.text = 'second';
    const source = { kind: 'named-profile', profileName: 'other' } as const;
    store.update((snapshot) => ({ ...snapshot, profiles: [{ ...work, source }] }));
    await changes.look();
    expect(forget).not.toHaveBeenCalled();
  });
});
