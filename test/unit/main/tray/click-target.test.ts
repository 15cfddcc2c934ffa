import { describe, expect, test } from 'vitest';
import { leftClick } from '../../../../src/main/tray/click-target';
import type { InstanceState } from '../../../../src/shared/model';
import { DEFAULT_SETTINGS } from '../../../../src/shared/settings';
import { aScope, aSnapshot, instanceIdOf, instancesOf } from '../../../support/snapshot-builder';

const target = { scopeId: aScope().id, instanceId: instanceIdOf(1) };
const choosing = (clickTarget: typeof target | null, ...states: readonly InstanceState[]) =>
  aSnapshot({
    settings: { ...DEFAULT_SETTINGS, clickTarget },
    scopes: [aScope({ instances: instancesOf(...states.map((state) => ({ state }))) })],
  });

describe('a left click on the icon', () => {
  test('is for the window where no instance was chosen, or the chosen one is gone', () => {
    expect(leftClick(choosing(null, 'running'))).toBe('window');
    expect(leftClick(choosing(target))).toBe('window');
    expect(leftClick({ ...choosing(target), scopes: [] })).toBe('window');
  });

  test.each([
    ['stopped', 'start'],
    ['running', 'stop'],
  ] as const)('on a chosen instance that is %s asks for a %s', (state, action) => {
    expect(leftClick(choosing(target, state))).toEqual({ kind: 'instance', action, target });
  });

  test('does nothing while the chosen one changes', () => {
    expect(leftClick(choosing(target, 'pending'))).toBeNull();
  });
});
