import { describe, expect, test } from 'vitest';
import { translatorFor } from '../../../src/shared/translator';

const en = translatorFor('en');
const ko = translatorFor('ko');
const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('a text', () => {
  test('is told in the translator’s language with its values', () => {
    const text = { key: 'count.running', values: { count: 3 } } as const;
    expect(en.text(text)).toBe('3 running');
    expect(ko.text(text)).toBe('3대 실행 중');
    expect(en.t('menu.refresh')).toBe('Refresh');
  });

  test('takes names as they are, never as markup or a message', () => {
    for (const name of ['<b>x</b>', '{name}', "it's {0}", '#', '\u{1f680} 결제', "'{'"]) {
      expect(en.t('action.startName', { name })).toBe(`Start ${name}`);
    }
  });

  test('is made by one translator per language', () => {
    expect(translatorFor('en')).toBe(en);
    expect(en.language).toBe('en');
    expect(ko.language).toBe('ko');
  });
});

describe('how long', () => {
  test.each([
    [0, '0 m'],
    [59 * second, '0 m'],
    [minute, '1 m'],
    [59 * minute + 59 * second, '59 m'],
    [hour, '1 h 0 m'],
    [3 * hour + 12 * minute, '3 h 12 m'],
    [day, '1 d 0 h'],
    [6 * day + 23 * hour, '6 d 23 h'],
    [7 * day, '7 d'],
    [400 * day, '400 d'],
  ])('%i ms is told as “%s”', (elapsed, text) => {
    expect(en.duration(elapsed)).toBe(text);
  });

  test('is told in Korean too', () => {
    expect(ko.duration(3 * hour + 12 * minute)).toBe('3시간 12분');
  });

  test('is never less than nothing, as where this computer’s clock is a little behind AWS’s', () => {
    expect(en.duration(-5 * second)).toBe(en.duration(0));
    expect(en.ago(-5 * second)).toBe(en.ago(0));
  });
});

describe('how long ago', () => {
  test.each([
    [0, 'just now'],
    [minute - 1, 'just now'],
    [minute, '1 minute ago'],
    [59 * minute, '59 minutes ago'],
    [hour, '1 hour ago'],
    [day - 1, '23 hours ago'],
    [day, '1 day ago'],
    [6 * day, '6 days ago'],
    [7 * day, '1 week ago'],
    [21 * day, '3 weeks ago'],
    [30 * day, '1 month ago'],
    [365 * day, '1 year ago'],
    [800 * day, '2 years ago'],
  ])('%i ms is told as “%s”', (elapsed, text) => {
    expect(en.ago(elapsed)).toBe(text);
  });

  test('is told in Korean too', () => {
    expect(ko.ago(21 * day)).toBe('3주 전');
    expect(ko.ago(0)).toBe('방금');
  });
});

describe('times and numbers', () => {
  test('are a clock time of two digits each, with midnight as 00', () => {
    const midnight = new Date(2026, 9, 2, 0, 5, 9).getTime();
    expect(en.time(midnight)).toBe('00:05:09');
    expect(ko.time(midnight)).toMatch(/^00:05:09$/);
  });

  test('are grouped by thousands', () => {
    expect(en.number(1234567)).toBe('1,234,567');
  });
});
