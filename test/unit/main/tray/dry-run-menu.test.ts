import { describe, expect, test } from 'vitest';
import { tooltip } from '../../../../src/main/tray/icon';
import { appError } from '../../../../src/shared/errors';
import type { Activity, Snapshot } from '../../../../src/shared/model';
import { UNASKED_PERMISSIONS } from '../../../../src/shared/permissions';
import { en, menuOf, seen } from '../../../support/seen-menu';
import {
  aProfile,
  aScope,
  aSnapshot,
  instanceIdOf,
  instancesOf,
  noon,
  someAction,
} from '../../../support/snapshot-builder';

const instances = instancesOf({ name: 'web-1', state: 'stopped' });
const refused = appError('access-denied');

/** The menu of one stopped instance whose Profile has its dry run on. */
function tryingOut(error: Activity | null = null) {
  const activities = error === null ? {} : { [instanceIdOf(1)]: error };
  return aSnapshot({ profiles: [aProfile({ isDryRun: true })], scopes: [aScope({ instances, activities })] });
}

describe('a dry run', () => {
  test('stands first in the menu, in the tooltip, and on what a click would try', () => {
    const lines = seen(menuOf(tryingOut()));
    expect(lines[0]).toContain('Dry run is on for work: nothing changes');
    expect(lines.filter((line) => line.includes('web-1 — '))[0]).toContain('Start (dry run)');
    expect(tooltip(tryingOut(), en)).toContain('Dry run is on for work: nothing changes');
  });

  test.each([
    ['allowed', null],
    ['refused', refused],
  ] as const)('that AWS has %s says so beside its instance', (verdict, error) => {
    const tried: Activity = { phase: 'tried', actionId: someAction, action: 'start', at: noon, error };
    expect(seen(menuOf(tryingOut(tried))).join('\n')).toContain(`dry run: ${verdict}`);
  });

  test('that is off is nowhere', () => {
    const snapshot = aSnapshot({ scopes: [aScope({ instances })] });
    expect(`${seen(menuOf(snapshot)).join('\n')}${tooltip(snapshot, en)}`).not.toMatch(/dry run/i);
  });
});

test('what AWS does not allow is said, and no click asks for it', () => {
  const commandsOf = (snapshot: Snapshot) =>
    menuOf(snapshot).flatMap((entry) => (entry.type === 'item' ? [entry.command.kind] : []));
  const of = { ...UNASKED_PERMISSIONS.of, start: { verdict: 'denied' as const, error: refused } };
  const scope = aScope({ instances, permissions: { ...UNASKED_PERMISSIONS, askedAt: noon, of } });
  const denied = aSnapshot({ scopes: [scope] });
  expect(commandsOf(aSnapshot({ scopes: [aScope({ instances })] })), 'where it is allowed').toContain('instance');
  expect(seen(menuOf(denied)).join('\n')).toMatch(/web-1 — Stopped.*not allowed/);
  expect(commandsOf(denied)).not.toContain('instance');
});
