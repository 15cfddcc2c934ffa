import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trayMenu } from '../../../../src/main/tray/menu';
import type { MenuEntry } from '../../../../src/main/tray/menu-entry';
import { type RecentlyActive, withActive } from '../../../../src/main/tray/recently-active';
import {
  INSTANCE_STATES,
  type InstanceState,
  type InstanceTarget,
  type Scope,
  type Snapshot,
  toProfileId,
} from '../../../../src/shared/model';
import { en, labelOf, many, menuOf, seen } from '../../../support/seen-menu';
import {
  anInstance,
  aProfile,
  aScope,
  aSnapshot,
  instanceIdOf,
  instancesOf,
  noon,
  virginia,
} from '../../../support/snapshot-builder';

const pin = (scope: Scope, number: number): InstanceTarget => ({ scopeId: scope.id, instanceId: instanceIdOf(number) });

/** The sections of the menu from the top, as what a person reads. */
function sections(menu: readonly MenuEntry[]): string[][] {
  const all: string[][] = [[]];
  for (const entry of menu) {
    if (entry.type === 'separator') all.push([]);
    else all.at(-1)?.push(entry.label);
  }
  return all;
}

describe('pinned instances', () => {
  const scope = aScope({
    instances: many(13, 'stopped').with(4, anInstance({ instanceId: instanceIdOf(5), name: 'up', state: 'running' })),
  });

  test('stand first, in the order of their pins, whatever their state', () => {
    const menu = menuOf(aSnapshot({ scopes: [scope], pins: [pin(scope, 9), pin(scope, 5), pin(scope, 2)] }));
    expect(sections(menu)[0]).toEqual([
      '○ web-9 — Stopped · Start',
      '● up — Running · Stop',
      '○ web-2 — Stopped · Start',
    ]);
  });

  test('do not stand among the running ones again, but in their Profile’s submenu', () => {
    const menu = menuOf(aSnapshot({ scopes: [scope], pins: [pin(scope, 5)] }));
    expect(seen(menu).filter((line) => line.trim() === '● up — Running · Stop')).toEqual([
      '● up — Running · Stop',
      '  ● up — Running · Stop',
    ]);
  });

  test('of a scope or an instance that is gone are left out, and nothing else', () => {
    const gone = { scopeId: aScope({ region: virginia }).id, instanceId: instanceIdOf(1) };
    const menu = menuOf(aSnapshot({ scopes: [scope], pins: [gone, pin(scope, 99), pin(scope, 1)] }));
    expect(sections(menu)[0]).toEqual(['○ web-1 — Stopped · Start']);
  });

  test('leave the list of a flat menu, and a Region that has no others goes with them', () => {
    const one = aScope({ instances: many(2, 'stopped') });
    const two = aScope({ region: virginia, instances: many(1, 'running') });
    const menu = menuOf(aSnapshot({ scopes: [one, two], pins: [pin(two, 1)] }));
    expect(sections(menu).slice(0, 2)).toEqual([
      ['● web-1 · us-east-1 — Running · Stop'],
      ['Asia Pacific (Seoul) ap-northeast-2', '○ web-1 — Stopped · Start', '○ web-2 — Stopped · Start'],
    ]);
  });
});

describe('instances of one name in different scopes', () => {
  test('are told apart by their Region, and with several Profiles by that as well', () => {
    const home = aProfile({ id: toProfileId('home'), name: 'home' });
    const scopes = [
      aScope({ instances: many(13, 'running') }),
      aScope({ profileId: home.id, instances: instancesOf({ name: 'web-3' }) }),
    ];
    const pins = scopes.map((scope, index) => pin(scope, index === 0 ? 3 : 1));
    expect(sections(menuOf(aSnapshot({ profiles: [aProfile(), home], scopes, pins })))[0]).toEqual([
      '● web-3 · work ap-northeast-2 — Running · Stop',
      '○ web-3 · home ap-northeast-2 — Stopped · Start',
    ]);
  });
});

describe('an instance that stops', () => {
  const fleet = (state: InstanceState) =>
    aSnapshot({
      scopes: [
        aScope({
          instances: instancesOf(
            { name: 'a', state: 'running' },
            { name: 'b', state },
            { name: 'c', state: 'running' },
            ...many(12, 'stopped').map((_, n) => ({ name: `rest-${n}` })),
          ),
        }),
      ],
    });
  const topAt = (snapshot: Snapshot, recent: RecentlyActive) => sections(trayMenu(snapshot, recent, en))[0];

  test('keeps its place among the running ones for some minutes, so that it can be started there again', () => {
    const recent = withActive(new Map(), fleet('running').scopes, noon);
    const soon = withActive(recent, fleet('stopped').scopes, noon + 4 * 60_000);
    expect(topAt(fleet('stopped'), soon)).toEqual([
      '● a — Running · Stop',
      '○ b — Stopped · Start',
      '● c — Running · Stop',
    ]);
    const later = withActive(soon, fleet('stopped').scopes, noon + 6 * 60_000);
    expect(topAt(fleet('stopped'), later)).toEqual(['● a — Running · Stop', '● c — Running · Stop']);
  });
});

describe('whatever the fleet', () => {
  const scopeWith = (states: readonly InstanceState[], region = aScope().region) =>
    aScope({ region, instances: instancesOf(...states.map((state, index) => ({ name: `i${index + 1}`, state }))) });
  const someStates = fc.array(fc.constantFrom(...INSTANCE_STATES), { maxLength: 60 });
  const somePins = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 20 }).map((all) => [...new Set(all)]);
  /** The instances that the section's lines are about, as their names. */
  const namesIn = (section: readonly string[] = []) =>
    section.flatMap((line) => line.match(/^[●○◐▲] (i\d+)/)?.slice(1) ?? []);
  const targetsIn = (entries: readonly MenuEntry[]): string[] =>
    entries.flatMap((entry) =>
      entry.type === 'item' && entry.command.kind === 'instance'
        ? [JSON.stringify(entry.command.target)]
        : entry.type === 'submenu'
          ? targetsIn(entry.entries)
          : [],
    );

  test('no instance stands twice on one level, and none that fits is missing without a word', () => {
    fc.assert(
      fc.property(someStates, somePins, (states, pins) => {
        const scope = scopeWith(states);
        const menu = menuOf(aSnapshot({ scopes: [scope], pins: pins.map((number) => pin(scope, number)) }));
        const top = menu.filter(({ type }) => type !== 'submenu');
        expect(new Set(targetsIn(top)).size).toBe(targetsIn(top).length);
        const profile = menu.find((entry) => entry.type === 'submenu' && entry.label.startsWith('work'));
        const level = profile?.type === 'submenu' ? profile.entries : menu;
        const lines = level.map(labelOf);
        const cut = Number(lines.find((line) => line.includes('more…'))?.match(/^\d+/)?.[0] ?? 0);
        expect(namesIn(lines).length + cut, `in ${lines.join('\n')}`).toBe(states.length);
      }),
    );
  });

  test('what stays in the section of running ones stays in its order while states change', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...INSTANCE_STATES), fc.constantFrom(...INSTANCE_STATES)), {
          minLength: 13,
          maxLength: 40,
        }),
        (changes) => {
          const [before, after] = [0, 1].map((turn) =>
            aSnapshot({ scopes: [scopeWith(changes.map((states) => (turn === 0 ? states[0] : states[1])))] }),
          );
          if (before === undefined || after === undefined) throw new Error('Two snapshots were made');
          const recent = withActive(new Map(), before.scopes, noon);
          const first = namesIn(sections(trayMenu(before, recent, en))[0]);
          const next = namesIn(sections(trayMenu(after, withActive(recent, after.scopes, noon + 1), en))[0]);
          expect(next.filter((name) => first.includes(name))).toEqual(first.filter((name) => next.includes(name)));
          if (first.length < 12 && next.length < 12) expect(next).toEqual(expect.arrayContaining(first));
        },
      ),
    );
  });

  test('the menu is no longer than its sections allow, with thousands of instances', () => {
    const states = Array.from({ length: 5_000 }, (_, n): InstanceState => (n % 2 === 0 ? 'running' : 'stopped'));
    const scope = scopeWith(states);
    const pins = Array.from({ length: 40 }, (_, n) => pin(scope, n + 1));
    const menu = menuOf(aSnapshot({ scopes: [scope], pins }));
    expect(seen(menu).filter((line) => line.includes('more… (opens the window)'))).toEqual([
      '28 more… (opens the window)',
      '2468 more… (opens the window)',
      '  4960 more… (opens the window)',
      '  4980 more… (opens the window)',
    ]);
    expect(seen(menu).length).toBeLessThan(320);
  });
});
