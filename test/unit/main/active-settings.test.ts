import { describe, expect, test, vi } from 'vitest';
import { ActiveSettings } from '../../../src/main/settings/active-settings';
import { Shortcut } from '../../../src/main/shortcut';
import { createStore } from '../../../src/main/store';
import { appError, fail } from '../../../src/shared/errors';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/shared/settings';
import { MemoryFile } from '../../support/memory-file';
import { aSnapshot } from '../../support/snapshot-builder';

/** Settings over a desktop on which other programs hold some shortcuts. */
function settingsWith(saved: Partial<Settings> = {}, taken: readonly string[] = []) {
  const settings = { ...DEFAULT_SETTINGS, ...saved };
  const file = new MemoryFile({ settings });
  const store = createStore(aSnapshot({ settings }));
  const held = new Set<string>();
  const registry = {
    register: (accelerator: string) => {
      if (taken.includes(accelerator)) return false;
      held.add(accelerator);
      return true;
    },
    unregister: (accelerator: string) => void held.delete(accelerator),
  };
  const replan = vi.fn();
  const setTheme = vi.fn();
  const shortcut = new Shortcut(registry, () => undefined);
  const active = new ActiveSettings({ file, store, shortcut, languageOf: () => 'en', setTheme, replan });
  return { active, file, store, held, replan, setTheme, shown: () => store.get().settings };
}

describe('a change of the settings', () => {
  test('is kept and takes effect', () => {
    const { active, file, shown, replan, setTheme } = settingsWith();
    expect(active.change({ ...DEFAULT_SETTINGS, theme: 'dark' })).toMatchObject({ ok: true });
    expect(file.read().settings.theme).toBe('dark');
    expect(shown().theme).toBe('dark');
    expect(setTheme).toHaveBeenCalledWith('dark');
    expect(replan).toHaveBeenCalledOnce();
  });

  test('to a shortcut that another program has is refused, and nothing is kept', () => {
    const { active, file } = settingsWith({}, ['Control+Alt+E']);
    const answer = active.change({ ...DEFAULT_SETTINGS, theme: 'dark', shortcut: 'Control+Alt+E' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'shortcut-taken' } });
    expect(file.read().settings).toEqual(DEFAULT_SETTINGS);
  });

  test('is not held up by a shortcut that another program has taken since it was chosen', () => {
    const saved = { shortcut: 'Control+Alt+E' };
    const { active, shown, store } = settingsWith(saved, ['Control+Alt+E']);
    active.begin();
    expect(
      store.get().notices.map(({ id }) => id),
      'it is told once, at the start',
    ).toEqual(['shortcut']);
    const wanted = { ...DEFAULT_SETTINGS, ...saved, stopBehavior: 'ask' } as const;
    expect(active.change(wanted)).toMatchObject({ ok: true });
    expect(shown().stopBehavior).toBe('ask');
  });

  test('that the disk refuses is not in force, and its shortcut is given back', () => {
    const { active, file, held, shown } = settingsWith({ shortcut: 'Control+Alt+E' });
    active.begin();
    vi.spyOn(file, 'write').mockReturnValue(fail(appError('save-failed')));
    expect(active.change({ ...DEFAULT_SETTINGS, shortcut: 'Control+Alt+F' })).toMatchObject({ ok: false });
    expect([...held]).toEqual(['Control+Alt+E']);
    expect(shown().shortcut).toBe('Control+Alt+E');
  });
});
