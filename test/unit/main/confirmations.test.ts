import { describe, expect, test, vi } from 'vitest';
import { Confirmations, decide, type Guarded, isPhrase } from '../../../src/main/confirmations';
import { createStore } from '../../../src/main/store';
import { appError, ok } from '../../../src/shared/errors';
import type { Group } from '../../../src/shared/group';
import { ACTIONS, type Activity, toGroupId } from '../../../src/shared/model';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/shared/settings';
import { aScope, aSnapshot, instanceIdOf, instancesOf, noon, someAction } from '../../support/snapshot-builder';

const scopeId = aScope().id;
const prod = { scopeId, instanceId: instanceIdOf(1) };
const dev = { scopeId, instanceId: instanceIdOf(2) };
const shop = { scopeId, instanceId: instanceIdOf(3) };
const group: Group = { id: toGroupId('all'), name: 'Everything', steps: [{ kind: 'rule', rule: '*' }] };
const protection = { isOn: true, rule: 'Env=prod*' };

/** Two instances of production and one of development. */
function fleet(settings: Partial<Settings> = { protection }, activities: Readonly<Record<string, Activity>> = {}) {
  const instances = instancesOf(
    { name: 'web', state: 'running', tags: [{ key: 'Env', value: 'production' }] },
    { name: 'try', state: 'running', tags: [{ key: 'Env', value: 'dev' }] },
    { name: 'shop', state: 'running', tags: [{ key: 'Env', value: 'prod' }] },
  );
  return aSnapshot({ settings: { ...DEFAULT_SETTINGS, ...settings }, scopes: [aScope({ instances, activities })] });
}

const wanted = (given: Partial<Guarded> = {}): Guarded => ({
  action: 'stop',
  targets: [dev],
  group: null,
  source: 'tray',
  ...given,
});

describe('what may be done at once', () => {
  test.each(ACTIONS.filter((action) => action !== 'start' && action !== 'force-stop'))(
    'a %s of what is not protected',
    (action) => {
      expect(decide(fleet(), wanted({ action }))).toEqual({ kind: 'go' });
    },
  );

  test('any start', () => {
    expect(decide(fleet({ protection, stopBehavior: 'ask' }), wanted({ action: 'start', targets: [prod] }))).toEqual({
      kind: 'go',
    });
  });

  test('everything typed as a command, but for what is protected', () => {
    const typed = { source: 'command-line' } as const;
    const asking = fleet({ protection, stopBehavior: 'ask' });
    expect(decide(asking, wanted({ ...typed, action: 'force-stop' }))).toEqual({ kind: 'go' });
    expect(decide(asking, wanted({ ...typed, targets: [dev, prod] }))).toEqual({ kind: 'refuse' });
  });
});

describe('what is asked about', () => {
  test.each(ACTIONS.filter((action) => action !== 'start'))(
    'a %s of what is protected, whose name must be typed',
    (action) => {
      expect(decide(fleet(), wanted({ action, targets: [dev, prod] }))).toEqual({ kind: 'ask', phrase: 'web' });
    },
  );

  test('several protected ones at once: all of their names, or their group’s', () => {
    expect(decide(fleet(), wanted({ targets: [prod, dev, shop] }))).toEqual({ kind: 'ask', phrase: 'web, shop' });
    expect(decide(fleet(), wanted({ targets: [prod, dev], group }))).toEqual({ kind: 'ask', phrase: 'Everything' });
  });

  test('what AWS’s own stop protection is known of', () => {
    const error = appError('stop-protected');
    const refused: Activity = { phase: 'failed', actionId: someAction, action: 'stop', at: noon, error };
    const snapshot = fleet({}, { [dev.instanceId]: refused });
    expect(decide(snapshot, wanted())).toEqual({ kind: 'ask', phrase: 'try' });
  });

  test('a forced stop always, the others where the person wants to be asked', () => {
    expect(decide(fleet(), wanted({ action: 'force-stop' }))).toEqual({ kind: 'ask', phrase: null });
    for (const action of ['stop', 'hibernate', 'reboot'] as const) {
      expect(decide(fleet({ stopBehavior: 'ask' }), wanted({ action })), action).toEqual({ kind: 'ask', phrase: null });
    }
  });

  test('nothing by the rule while it is off', () => {
    expect(decide(fleet({}), wanted({ targets: [prod] }))).toEqual({ kind: 'go' });
  });
});

test.each([
  ['web', 'web', true],
  [' web ', 'web', true],
  ['Web', 'web', false],
  ['', 'web', false],
  // The same Korean name, typed in parts as macOS does.
  ['회사'.normalize('NFD'), '회사', true],
  ['zero  ops ', 'ze\u200bro ops', true],
])('“%s” typed for “%s”: %s', (typed, phrase, fits) => {
  expect(isPhrase(typed, phrase)).toBe(fits);
});

describe('a question', () => {
  function asking(settings: Partial<Settings> = { protection }) {
    const store = createStore(fleet(settings));
    const showWindow = vi.fn();
    let count = 0;
    const newId = () => {
      count += 1;
      return `question-${count}`;
    };
    const confirmations = new Confirmations({ store, newId, showWindow });
    const goOn = vi.fn(async () => ok(null));
    return { store, showWindow, confirmations, goOn };
  }

  test('stands in the window, and nothing is done until the name is typed', async () => {
    const { store, confirmations, goOn, showWindow } = asking();
    expect(await confirmations.guard(wanted({ targets: [prod] }), goOn)).toEqual(ok(null));
    expect(store.get().confirmation).toEqual({
      id: 'question-1',
      action: 'stop',
      targets: [prod],
      phrase: 'web',
      groupId: null,
    });
    expect(showWindow).toHaveBeenCalledOnce();
    expect(await confirmations.confirm('question-1', 'wob')).toMatchObject({
      ok: false,
      error: { code: 'phrase-mismatch' },
    });
    expect(goOn).not.toHaveBeenCalled();
    expect(store.get().confirmation, 'the question stays').not.toBeNull();
    await confirmations.confirm('question-1', 'web');
    expect(goOn.mock.calls).toEqual([[true]]);
    expect(store.get().confirmation).toBeNull();
  });

  test('that is answered twice is done once', async () => {
    const { confirmations, goOn } = asking({ stopBehavior: 'ask' });
    await confirmations.guard(wanted(), goOn);
    await Promise.all([confirmations.confirm('question-1', ''), confirmations.confirm('question-1', '')]);
    expect(goOn).toHaveBeenCalledOnce();
  });

  test('that is taken back, or replaced by another, is not done', async () => {
    const { confirmations, goOn, store } = asking({ stopBehavior: 'ask' });
    await confirmations.guard(wanted(), goOn);
    confirmations.cancel('question-1');
    await confirmations.confirm('question-1', '');
    await confirmations.guard(wanted(), goOn);
    const other = vi.fn(async () => ok(null));
    await confirmations.guard(wanted({ action: 'reboot' }), other);
    await confirmations.confirm('question-2', '');
    expect(goOn).not.toHaveBeenCalled();
    confirmations.cancel('question-2');
    expect(store.get().confirmation?.id, 'the newer one stays').toBe('question-3');
    await confirmations.confirm('question-3', '');
    expect(other).toHaveBeenCalledOnce();
  });

  test('is not asked where a command was typed: it is refused', async () => {
    const { confirmations, goOn, store } = asking();
    const answer = await confirmations.guard(wanted({ targets: [prod], source: 'command-line' }), goOn);
    expect(answer).toMatchObject({ ok: false, error: { code: 'confirmation-required' } });
    expect(goOn).not.toHaveBeenCalled();
    expect(store.get().confirmation).toBeNull();
  });
});
