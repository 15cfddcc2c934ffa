import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawnIndexes, drawnSections, type Placed } from '../../../../src/renderer/instance-list/layout';
import { listedInstances } from '../../../../src/renderer/instance-list/listed';
import { type ListItem, type ListSection, listItems } from '../../../../src/renderer/instance-list/sections';
import { toRegion } from '../../../../src/shared/model';
import { aProfile, aScope, aSnapshot, instancesOf } from '../../../support/snapshot-builder';

function itemsOf(rowCounts: readonly number[]): readonly ListItem[] {
  const most = Math.max(0, ...rowCounts);
  const given = Array.from({ length: most }, () => ({}));
  const scope = aScope({ instances: instancesOf(...given) });
  const rows = listedInstances(aSnapshot({ profiles: [aProfile()], scopes: [scope] }));
  const sections = rowCounts.map(
    (count, index): ListSection => ({
      key: `section-${index}`,
      head: { kind: 'region', region: toRegion('us-east-1') },
      rows: rows.slice(0, count).map((row) => ({ ...row, key: `${index}/${row.key}` })),
    }),
  );
  return listItems(sections);
}

/** Each piece with a height of its own. */
function placesOf(items: readonly ListItem[]): readonly Placed[] {
  let end = 0;
  return items.map((item, index) => {
    const start = end;
    end = start + (item.kind === 'row' ? 40 + (index % 3) * 20 : 29);
    return { index, start, end };
  });
}

test('only what is in sight is drawn, with the head that sticks above it and the row that has the focus', () => {
  const items = itemsOf([50, 50]);
  // The top, a head and 50 rows; then the second head, at 52.
  expect(drawnIndexes(items, { first: 20, last: 23 }, undefined)).toEqual([0, 1, 20, 21, 22, 23]);
  expect(drawnIndexes(items, { first: 20, last: 22 }, 90)).toEqual([0, 1, 20, 21, 22, 52, 90]);
  expect(drawnIndexes(items, { first: 20, last: 22 }, 21)).toEqual([0, 1, 20, 21, 22]);
});

test('whatever is drawn, every piece stands where it would if all were drawn', () => {
  const scroll = fc.record({
    rowCounts: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 6 }),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 0, max: 12 }),
    focus: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
  });
  fc.assert(
    fc.property(scroll, ({ rowCounts, at, length, focus }) => {
      const items = itemsOf(rowCounts);
      const places = placesOf(items);
      const indexOf = (share: number): number => Math.min(items.length - 1, Math.floor(share * items.length));
      const first = indexOf(at);
      const focused = focus === undefined ? undefined : indexOf(focus);
      const indexes = drawnIndexes(items, { first, last: Math.min(items.length - 1, first + length) }, focused);
      const sections = drawnSections(
        items,
        indexes.flatMap((index) => places[index] ?? []),
        (index) => places[index],
      );
      let y = places[0]?.end ?? 0;
      const drawn = [0];
      for (const { spaceBefore, head, body, rows, spaceAfter } of sections) {
        expect(spaceBefore).toBeGreaterThanOrEqual(0);
        y += spaceBefore;
        for (const piece of [head, body, ...rows]) {
          if (piece === null) continue;
          y += piece.spaceBefore;
          expect(piece.spaceBefore).toBeGreaterThanOrEqual(0);
          expect(y, `the place of piece ${piece.index}`).toBe(places[piece.index]?.start);
          y = places[piece.index]?.end ?? Number.NaN;
          drawn.push(piece.index);
        }
        y += spaceAfter;
        expect(spaceAfter).toBeGreaterThanOrEqual(0);
      }
      expect(drawn.sort((a, b) => a - b)).toEqual(indexes);
    }),
  );
});
