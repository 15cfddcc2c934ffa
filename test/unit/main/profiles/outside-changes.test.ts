import { describe, expect, test, vi } from 'vitest';
import { OutsideChanges } from '../../../../src/main/profiles/outside-changes';
import type { Comparison } from '../../../../src/main/profiles/profile-identities';
import { createStore } from '../../../../src/main/store';
import { ManualClock, settled } from '../../../support/manual-clock';
import { aProfile, aScope, aSnapshot, instancesOf } from '../../../support/snapshot-builder';

const config = { configFile: {}, credentialsFile: {} };
const work = aProfile();

/** One Profile with an instance on the screen, whose AWS files are this text. */
function watching(comparison: Comparison = 'same') {
  const store = createStore(aSnapshot({ profiles: [work], scopes: [aScope({ instances: instancesOf({}) })] }));
  const files = { text: 'first', isReadable: true };
  const poller = { halt: vi.fn(), sync: vi.fn() };
  const actions = { sendCountdowns: vi.fn() };
  const clock = new ManualClock();
  const compare = vi.fn(async () => comparison);
  const forget = vi.fn();
  const forgetAllBut = vi.fn();
  const changes = new OutsideChanges({
    store,
    clock,
    poller,
    actions,
    identities: { compare },
    readConfig: async () => {
      if (!files.isReadable) throw new Error('locked');
      return config;
    },
    fingerprintOf: async () => files.text,
    forget,
    forgetAllBut,
  });
  changes.start();
  const instances = () => store.get().scopes.flatMap((scope) => scope.instances);
  return { store, clock, files, poller, actions, compare, forget, forgetAllBut, changes, instances };
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
    const { changes, files, forget, poller, actions, instances } = watching('same');
    await settled();
    files.text = 'rotated';
    await changes.look();
    expect(forget.mock.calls).toEqual([[work]]);
    expect(poller.halt.mock.calls, 'no answer of the new one is taken for one of the old').toEqual([[[aScope().id]]]);
    expect(poller.sync.mock.calls).toEqual([[]]);
    expect(
      actions.sendCountdowns.mock.invocationCallOrder[0],
      'what was asked of the old account goes there',
    ).toBeLessThan(forget.mock.invocationCallOrder[0] ?? 0);
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

  test('whose account nobody tells in time leaves nothing on the screen', async () => {
    const { changes, files, compare, clock, instances } = watching('same');
    await settled();
    files.text = 'another account';
    compare.mockReturnValueOnce(new Promise(() => undefined));
    const looked = changes.look();
    await clock.advance(1_500);
    await looked;
    expect(instances()).toEqual([]);
  });

  test('that comes just before the Profiles change is not overlooked', async () => {
    const { changes, files, forget, store } = watching();
    await settled();
    files.text = 'rotated';
    store.update((snapshot) => ({ ...snapshot, profiles: [...snapshot.profiles] }));
    await settled();
    await changes.look();
    expect(forget).toHaveBeenCalledOnce();
  });

  test('lets go of credentials that no Profile in force signs in with', async () => {
    const { changes, forgetAllBut } = watching();
    await settled();
    await changes.look();
    expect(forgetAllBut.mock.calls).toEqual([[[work]]]);
  });

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
