import { act } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { useReleaseOutOfSight } from '../../src/renderer/release-window';
import { callsOf } from './main-side';
import { render } from './render';

function Page({ isAllKept }: { readonly isAllKept: boolean }) {
  useReleaseOutOfSight(isAllKept);
  return null;
}

const asked = (): readonly string[] => callsOf().map(({ name }) => name);

async function look(state: DocumentVisibilityState): Promise<void> {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  await act(async () => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

const pass = (ms: number): Promise<void> => act(async () => void vi.advanceTimersByTime(ms));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  return () => vi.restoreAllMocks();
});

test('a window that is out of sight for half a minute is given up, once', async () => {
  render(<Page isAllKept />, 'en');
  await look('hidden');
  await pass(29_000);
  expect(asked()).toEqual([]);
  await pass(120_000);
  expect(asked()).toEqual(['releaseWindow']);
});

test('one that is looked at again before is not', async () => {
  render(<Page isAllKept />, 'en');
  await look('hidden');
  await pass(20_000);
  await look('visible');
  await pass(120_000);
  expect(asked()).toEqual([]);
});

test('nor is one in which something is unfinished, until it is not', async () => {
  const { rerender } = render(<Page isAllKept={false} />, 'en');
  await look('hidden');
  await pass(120_000);
  expect(asked()).toEqual([]);
  rerender(<Page isAllKept />);
  await pass(31_000);
  expect(asked()).toEqual(['releaseWindow']);
});

test('nor is one with an open dialog', async () => {
  render(
    <div role="dialog" aria-label="x">
      <Page isAllKept />
    </div>,
    'en',
  );
  await look('hidden');
  await pass(120_000);
  expect(asked()).toEqual([]);
});
