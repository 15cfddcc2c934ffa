import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { ErrorBoundary } from '../../src/renderer/components/ErrorBoundary';
import { aCall, callsOf } from './main-side';

let isBroken = true;

function Broken() {
  if (isBroken) throw new Error('of a component');
  return <p>The page</p>;
}

test('a page that cannot be drawn says so, leads to the report, and begins anew', async () => {
  isBroken = true;
  const user = userEvent.setup();
  const told = vi.fn();
  render(
    <ErrorBoundary>
      <Broken />
    </ErrorBoundary>,
    { onCaughtError: told },
  );
  expect(screen.getByRole('alert').textContent).toContain('could not go on');
  expect(told).toHaveBeenCalledOnce();
  await user.click(screen.getByRole('button', { name: 'Show the report' }));
  expect(callsOf()).toEqual([aCall('openLogsFolder', undefined)]);
  await user.click(screen.getByRole('button', { name: 'Begin anew' }));
  expect(screen.getByRole('alert'), 'it fails again').toBeTruthy();
  isBroken = false;
  await user.click(screen.getByRole('button', { name: 'Begin anew' }));
  expect(screen.getByText('The page')).toBeTruthy();
});
