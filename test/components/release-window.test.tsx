import { act } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useReleaseOutOfSight } from '../../src/renderer/release-window';
import { eventChannel } from '../../src/shared/contract';
import { tell } from './electron';
import { callsOf } from './main-side';
import { render } from './render';

function Page({ isAllKept }: { readonly isAllKept: boolean }) {
  useReleaseOutOfSight(isAllKept);
  return null;
}

const asked = (): readonly string[] => callsOf().map(({ name }) => name);
const lookAway = (): Promise<void> => act(async () => tell(eventChannel('outOfSight'), null));

test('a window that nobody has looked at for a while may be given up', async () => {
  render(<Page isAllKept />, 'en');
  await lookAway();
  expect(asked()).toEqual(['releaseWindow']);
});

test('one in which something is unfinished may not, until it is finished', async () => {
  const { rerender } = render(<Page isAllKept={false} />, 'en');
  await lookAway();
  expect(asked()).toEqual([]);
  rerender(<Page isAllKept />);
  await lookAway();
  expect(asked()).toEqual(['releaseWindow']);
});

test('nor may one with an open dialog', async () => {
  render(
    <div role="dialog" aria-label="x">
      <Page isAllKept />
    </div>,
    'en',
  );
  await lookAway();
  expect(asked()).toEqual([]);
});
