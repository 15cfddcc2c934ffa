import { describe, expect, test } from 'vitest';
import { announcement } from '../../../../src/renderer/instance-list/announcements';
import { type Listed, listedInstances } from '../../../../src/renderer/instance-list/listed';
import type { Activity, Instance } from '../../../../src/shared/model';
import { translatorFor } from '../../../../src/shared/translator';
import { aScope, aSnapshot, instanceIdOf, instancesOf, noon, someAction } from '../../../support/snapshot-builder';

const en = translatorFor('en');
const ko = translatorFor('ko');

function listed(instances: readonly Partial<Instance>[], activity?: Activity): readonly Listed[] {
  const activities = activity === undefined ? {} : { [instanceIdOf(1)]: activity };
  return listedInstances(aSnapshot({ scopes: [aScope({ instances: instancesOf(...instances), activities })] }));
}

const web = (state: Instance['state']) => listed([{ name: 'web-1', state }]);
const named = (count: number, state: Instance['state']) =>
  listed(Array.from({ length: count }, (_, index) => ({ name: `web-${index + 1}`, state })));

describe('what a screen reader is told of states', () => {
  test('is the name and the state that it has come to, in the language of the window', () => {
    const before = web('pending');
    expect(announcement(before, web('running'), en)).toBe('web-1, Running');
    expect(announcement(before, web('running'), ko)).toBe('web-1, 실행 중');
  });

  test('is nothing while nothing changes, however often it is looked at', () => {
    const before = web('running');
    expect(announcement(before, web('running'), en)).toBeNull();
  });

  test('is nothing of what is listed for the first time, or is gone', () => {
    expect(announcement([], web('running'), en)).toBeNull();
    expect(announcement(web('running'), [], en)).toBeNull();
  });

  test('is that something is on its way as soon as it was asked for, and not again when AWS says so', () => {
    const asked = listed([{ name: 'web-1', state: 'stopped' }], {
      actionId: someAction,
      action: 'start',
      phase: 'accepted',
      since: noon,
      hasProgressed: false,
    });
    expect(announcement(web('stopped'), asked, en)).toMatch(/^web-1, /);
    expect(announcement(asked, web('pending'), en)).toBeNull();
  });

  test('is the ID where there is no name', () => {
    const before = listed([{ state: 'pending' }]);
    expect(announcement(before, listed([{ state: 'running' }]), en)).toBe('i-00000001, Running');
  });

  test('names three at most, and counts the others', () => {
    expect(announcement(named(3, 'pending'), named(3, 'running'), en)).toBe(
      'web-1, Running. web-2, Running. web-3, Running',
    );
    const many = announcement(named(12, 'pending'), named(12, 'running'), en);
    expect(many).toBe(`web-1, Running. web-2, Running. web-3, Running. ${en.t('list.moreChanges', { count: 9 })}`);
  });

  test('leaves out what is told elsewhere', () => {
    const [first] = named(2, 'running');
    const before = named(2, 'pending');
    expect(announcement(before, named(2, 'running'), en, (key) => key === first?.key)).toBe('web-2, Running');
    expect(announcement(before, named(2, 'running'), en, () => true)).toBeNull();
  });
});
