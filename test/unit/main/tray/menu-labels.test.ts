import { describe, expect, test } from 'vitest';
import { toProfileId } from '../../../../src/shared/model';
import { allEntries, entryWith, labelOf, many, menuOf } from '../../../support/seen-menu';
import { anInstance, aProfile, aScope, aSnapshot } from '../../../support/snapshot-builder';

describe('a hostile name', () => {
  const lineOf = (name: string): string =>
    labelOf(entryWith(menuOf(aSnapshot({ scopes: [aScope({ instances: [anInstance({ name })] })] })), '○'));

  test.each([
    ['right-to-left override', 'a\u202egnp.exe'],
    ['right-to-left isolate', 'a\u2067b\u2069'],
    ['Arabic letter mark', 'a\u061cb'],
    ['line break', 'a\r\nQuit EC2 Tray'],
    ['tab', 'a\tb'],
    ['null', 'a\0b'],
    ['escape', 'a\u001b[31mb'],
    ['C1 control', 'a\u0085b'],
  ])('cannot bring a %s into the menu', (_what, name) => {
    const line = lineOf(name);
    expect(line).not.toMatch(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
    expect(line).toMatch(/^○ a .*— Stopped · Start$/);
  });

  test('of 300 characters is cut with an ellipsis, and its state stays in sight', () => {
    expect(lineOf('n'.repeat(300))).toBe(`○ ${'n'.repeat(59)}… — Stopped · Start`);
  });

  test('is not cut in the middle of an emoji', () => {
    expect(lineOf('🚀'.repeat(300))).toBe(`○ ${'🚀'.repeat(59)}… — Stopped · Start`);
  });

  test('of exactly 60 characters stays whole', () => {
    expect(lineOf('n'.repeat(60))).toBe(`○ ${'n'.repeat(60)} — Stopped · Start`);
  });

  test('of 60 emoji, which are 120 code units, stays whole as well', () => {
    expect(lineOf('🚀'.repeat(60))).toBe(`○ ${'🚀'.repeat(60)} — Stopped · Start`);
  });

  test('that looks like markup or a message stays as it is', () => {
    expect(lineOf('<b>{count}</b> &amp;')).toBe('○ <b>{count}</b> &amp; — Stopped · Start');
  });

  test('of a Profile is made harmless as well', () => {
    const profiles = [
      aProfile({ name: `w\u202eork${'x'.repeat(300)}` }),
      aProfile({ id: toProfileId('b'), name: 'b' }),
    ];
    const labels = allEntries(
      menuOf(aSnapshot({ profiles, scopes: [aScope({ instances: many(13, 'stopped') })] })),
    ).map(labelOf);
    expect(labels.filter((label) => label.includes('\u202e'))).toEqual([]);
    expect(Math.max(...labels.map((label) => label.length))).toBeLessThan(100);
  });
});
