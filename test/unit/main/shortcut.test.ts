import { describe, expect, test, vi } from 'vitest';
import { Shortcut } from '../../../src/main/shortcut';
import { ok } from '../../../src/shared/errors';

/** Another program has Control+Alt+T; of words it knows no key. */
function registering() {
  const registered = new Map<string, () => void>();
  const registry = {
    register(accelerator: string, onPress: () => void): boolean {
      if (accelerator.endsWith('+Nonsense')) throw new TypeError('conversion failure');
      if (accelerator === 'Control+Alt+T') return false;
      registered.set(accelerator, onPress);
      return true;
    },
    unregister: (accelerator: string) => void registered.delete(accelerator),
  };
  const onPress = vi.fn();
  return { registered, onPress, shortcut: new Shortcut(registry, onPress) };
}

describe('the shortcut', () => {
  test('is none until it is set, then does what it is for', () => {
    const { registered, shortcut, onPress } = registering();
    expect(shortcut.set(null)).toEqual(ok(null));
    expect([...registered]).toEqual([]);
    expect(shortcut.set('Control+Alt+E')).toEqual(ok(null));
    registered.get('Control+Alt+E')?.();
    expect(onPress).toHaveBeenCalledOnce();
  });

  test('gives the one before back when it is changed, cleared or released', () => {
    const { registered, shortcut } = registering();
    shortcut.set('Control+Alt+E');
    shortcut.set('Control+Alt+F');
    expect([...registered.keys()]).toEqual(['Control+Alt+F']);
    shortcut.set(null);
    expect([...registered.keys()]).toEqual([]);
    shortcut.set('Control+Alt+E');
    shortcut.release();
    expect([...registered.keys()]).toEqual([]);
  });

  test.each([
    ['Control+Alt+T', 'shortcut-taken'],
    ['Control+Nonsense', 'shortcut-invalid'],
    ['E', 'shortcut-invalid'],
    ['Shift+E', 'shortcut-invalid'],
    ['', 'shortcut-invalid'],
  ])('that cannot be had (%s: %s) leaves the one before as it is', (accelerator, code) => {
    const { registered, shortcut } = registering();
    shortcut.set('Control+Alt+E');
    expect(shortcut.set(accelerator)).toMatchObject({ error: { code } });
    expect([...registered.keys()]).toEqual(['Control+Alt+E']);
  });

  test.each(['F9', 'Shift+F10', 'Meta+E', 'Alt+Space'])('can be %s', (accelerator) => {
    expect(registering().shortcut.set(accelerator)).toEqual(ok(null));
  });
});
