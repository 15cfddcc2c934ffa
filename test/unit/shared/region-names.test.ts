import { describe, expect, test } from 'vitest';
import { toRegion } from '../../../src/shared/model';
import { KNOWN_REGIONS, regionLabel, regionPlace } from '../../../src/shared/region-names';
import { translatorFor } from '../../../src/shared/translator';

const en = translatorFor('en');
const ko = translatorFor('ko');

describe('a Region', () => {
  test('goes by its place and its code, in the person’s language', () => {
    expect(regionLabel(toRegion('ap-northeast-2'), en)).toBe('Asia Pacific (Seoul) ap-northeast-2');
    expect(regionLabel(toRegion('ap-northeast-2'), ko)).toBe('아시아 태평양(서울) ap-northeast-2');
  });

  test('newer than this app goes by its code alone', () => {
    expect(regionLabel(toRegion('xx-new-9'), en)).toBe('xx-new-9');
    expect(regionPlace('xx-new-9', en)).toBeNull();
  });

  test('that is known has a place of its own in each language', () => {
    for (const translator of [en, ko]) {
      const places = KNOWN_REGIONS.map((region) => regionPlace(region, translator));
      expect(new Set(places).size).toBe(KNOWN_REGIONS.length);
      expect(places).not.toContain('');
    }
  });
});
