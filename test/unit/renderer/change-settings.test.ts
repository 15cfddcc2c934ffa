import { expect, test, vi } from 'vitest';
import { changeSettings } from '../../../src/renderer/change-settings';
import { ok } from '../../../src/shared/errors';
import { aSnapshot } from '../../support/snapshot-builder';

const { updateSettings } = vi.hoisted(() => ({ updateSettings: vi.fn() }));
vi.mock('../../../src/renderer/bridge', () => ({ bridge: { updateSettings }, latestSnapshot: () => aSnapshot() }));

test('a change of the settings that fails is told to who asked for it, and the next one goes on', async () => {
  const { settings } = aSnapshot();
  updateSettings.mockResolvedValue(ok(settings));
  updateSettings.mockRejectedValueOnce(new Error('the bridge is gone'));
  const failing = () => {
    throw new Error('a change that cannot be worked out');
  };
  const changes = [changeSettings({ readyPort: 1 }), changeSettings(failing), changeSettings({ readyPort: 3 })];
  const [rejected, thrown, kept] = await Promise.allSettled(changes);
  expect(rejected).toMatchObject({ status: 'rejected', reason: { message: 'the bridge is gone' } });
  expect(thrown).toMatchObject({ status: 'rejected', reason: { message: 'a change that cannot be worked out' } });
  expect(kept).toEqual({ status: 'fulfilled', value: ok(settings) });
  expect(updateSettings.mock.lastCall).toEqual([{ ...settings, readyPort: 3 }]);
});
