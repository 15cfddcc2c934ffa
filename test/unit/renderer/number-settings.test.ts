import { describe, expect, test } from 'vitest';
import { HOURS, POLL_SECONDS, PORTS, wholeNumber } from '../../../src/renderer/number-settings';
import { settingsSchema } from '../../../src/shared/kept-schemas';
import { DEFAULT_SETTINGS } from '../../../src/shared/settings';

describe('a number that is written', () => {
  test.each([
    ['22', 22],
    [' 443 ', 443],
    ['1', 1],
    ['65535', 65_535],
    ['007', 7],
  ])('“%s” is %i', (text, number) => {
    expect(wholeNumber(text, PORTS)).toBe(number);
  });

  test.each(['', ' ', '0', '65536', '-1', '+1', '1.5', '1e3', '22a', 'ssh', '٢٢', '99999999999999999999'])(
    '“%s” is no port',
    (text) => {
      expect(wholeNumber(text, PORTS)).toBeNull();
    },
  );
});

const settingsWith = {
  readyPort: (number: number) => ({ readyPort: number }),
  tellsRunningAfterHours: (number: number) => ({ tellsRunningAfterHours: number }),
  shortestPollSeconds: (number: number) => ({ shortestPollSeconds: number, longestPollSeconds: 3600 }),
  longestPollSeconds: (number: number) => ({ shortestPollSeconds: 15, longestPollSeconds: number }),
};

test.each([
  ['readyPort', PORTS],
  ['tellsRunningAfterHours', HOURS],
  ['shortestPollSeconds', POLL_SECONDS],
  ['longestPollSeconds', POLL_SECONDS],
] as const)('main and the window agree on what %s may be', (name, { least, most }) => {
  for (const number of [least - 1, least, most, most + 1]) {
    const settings = { ...DEFAULT_SETTINGS, ...settingsWith[name](number) };
    const isTaken = settingsSchema.safeParse(settings).success;
    expect(isTaken, `main takes ${number}`).toBe(wholeNumber(String(number), { least, most }) !== null);
  }
});
