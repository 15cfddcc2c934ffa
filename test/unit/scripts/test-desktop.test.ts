import { describe, expect, test } from 'vitest';
import { findItem, formatMenu, getItem, parseMenu, unescapeLabel } from '../../support/desktop/tray-menu';
import { type WaitSource, waitUntil } from '../../support/desktop/wait';

describe('a label of a tray menu', () => {
  test.each([
    ['Start', 'Start'],
    ['_Start', 'Start'],
    ['Sta_rt', 'Start'],
    ['db__main', 'db_main'],
    ['____', '__'],
    ['_a__b_c', 'a_bc'],
    ['a___b', 'a_b'],
    ['ends with_', 'ends with'],
    ['', ''],
  ])('of %j reads %j', (label, text) => {
    expect(unescapeLabel(label)).toBe(text);
  });
});

describe('a tray menu', () => {
  const item = (id: number, properties: Record<string, unknown>, children: unknown[] = []) => [
    id,
    properties,
    children,
  ];
  const menu = parseMenu(
    item(0, { 'children-display': 'submenu' }, [
      item(1, { label: 'dev' }, [item(2, { label: 'Start' }), item(3, { label: 'Stop', enabled: false })]),
      item(4, { label: 'prod' }, [item(5, { label: 'Start' }), item(6, { label: 'Secret', visible: false })]),
      item(7, { type: 'separator' }),
      item(8, { label: 'Mine', 'toggle-type': 'checkmark', 'toggle-state': 1 }),
    ]),
  );

  test('has the defaults of dbusmenu where nothing is said', () => {
    expect(getItem(menu, 'dev')).toMatchObject({
      type: 'standard',
      toggleType: 'none',
      checked: false,
      enabled: true,
      visible: true,
    });
  });

  test('finds an item by its label, by the labels on the way to it, and by whatever fits', () => {
    expect(getItem(menu, 'Stop').id).toBe(3);
    expect(getItem(menu, ['prod', 'Start']).id).toBe(5);
    expect(getItem(menu, ({ checked }) => checked).id).toBe(8);
  });

  test('does not choose between two items that fit', () => {
    expect(() => getItem(menu, 'Start')).toThrow('"Start" fits 2 items of the tray menu:\n  dev\n    Start');
  });

  test('does not find what nobody sees', () => {
    expect(findItem(menu, 'Secret')).toBeUndefined();
    expect(() => getItem(menu, ['prod', 'Secret'])).toThrow('The tray menu has no "prod" > "Secret":\n  dev');
  });

  test('is an indented text in messages', () => {
    expect(formatMenu(menu)).toBe(
      '  dev\n    Start\n    Stop (disabled)\n  prod\n    Start\n    Secret (hidden)\n  ---\n  [x] Mine',
    );
  });
});

describe('a wait', () => {
  /** Gives its values in turn; each reading announces the next one. */
  function source<T>(
    values: readonly T[],
    more: Partial<WaitSource<T>> = {},
  ): WaitSource<T> & { listeners: Set<() => void> } {
    const listeners = new Set<() => void>();
    let index = 0;
    return {
      listeners,
      read: () => {
        const value = values[Math.min(index, values.length - 1)];
        if (value === undefined) throw new Error('nothing to read');
        index += 1;
        for (const listener of listeners) queueMicrotask(listener);
        return value;
      },
      accept: () => false,
      onChange: (changed) => {
        listeners.add(changed);
        return () => listeners.delete(changed);
      },
      describe: String,
      ...more,
    };
  }

  test('ends with the first value that is accepted, and listens no longer', async () => {
    const numbers = source([1, 2, 3, 4], { accept: (value) => value >= 3 });

    expect(await waitUntil(numbers)).toBe(3);
    expect(numbers.listeners.size).toBe(0);
  });

  test('reads again although no change was announced', async () => {
    const silent = source([1, 2], { accept: (value) => value === 2, onChange: () => () => undefined });

    expect(await waitUntil(silent)).toBe(2);
  });

  test('says in vain what it waited for and what it saw last', async () => {
    await expect(waitUntil(source(['red']), { timeoutMs: 20, message: 'it is green' })).rejects.toThrow(
      'Timeout after 20 ms: it is green. Seen last:\nred',
    );
  });

  test('takes a check that throws for one that does not accept, and tells its error', async () => {
    const failing = source(['red'], {
      accept: () => {
        throw new Error('no such item');
      },
    });

    await expect(waitUntil(failing, { timeoutMs: 20 })).rejects.toThrow('red\n(no such item)');
  });

  test('ends at once with an error after which nothing can be read any more', async () => {
    const gone = source<string>([], { isFinal: () => true });

    await expect(waitUntil(gone)).rejects.toThrow('nothing to read');
  });
});
