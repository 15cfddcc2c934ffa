import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { FRAMES, iconName, iconState, isDemoOnly, title, tooltip } from '../../../../src/main/tray/icon';
import { appError } from '../../../../src/shared/errors';
import { type Activity, type InstanceState, toProfileId } from '../../../../src/shared/model';
import { translatorFor } from '../../../../src/shared/translator';
import {
  aProfile,
  aScope,
  aSnapshot,
  failedWith,
  instanceIdOf,
  instancesOf,
  noon,
  someAction,
  virginia,
} from '../../../support/snapshot-builder';

const en = translatorFor('en');

const withStates = (...states: readonly InstanceState[]) =>
  aSnapshot({ scopes: [aScope({ instances: instancesOf(...states.map((state) => ({ state }))) })] });

const times = (count: number, state: InstanceState): InstanceState[] => Array.from({ length: count }, () => state);

describe('the icon', () => {
  test.each([
    ['nothing', [], 'stopped'],
    ['only stopped ones', ['stopped'], 'stopped'],
    ['a running one', ['stopped', 'running'], 'running'],
    ['a starting one', ['running', 'pending'], 'changing'],
    ['a stopping one', ['running', 'stopping'], 'changing'],
    ['only terminated ones', ['terminated', 'shutting-down'], 'stopped'],
  ] as const)('with %s shows the worst of it', (_what, states, icon) => {
    expect(iconState(withStates(...states))).toBe(icon);
  });

  test('shows a change that was asked for and that AWS does not show yet', () => {
    const activity: Activity = { phase: 'sending', actionId: someAction, action: 'start', since: noon };
    const scope = aScope({ instances: instancesOf({}), activities: { [instanceIdOf(1)]: activity } });
    expect(iconState(aSnapshot({ scopes: [scope] }))).toBe('changing');
  });

  test('shows trouble before anything else, in whichever scope it is', () => {
    const scopes = [
      aScope({ instances: instancesOf({ state: 'pending' }) }),
      aScope({ region: virginia, freshness: failedWith(appError('throttled')) }),
    ];
    expect(iconState(aSnapshot({ scopes }))).toBe('trouble');
  });
});

describe('the tooltip', () => {
  test('counts what there is, in the order of its urgency', () => {
    const states = [...times(12, 'stopped'), ...times(3, 'running'), ...times(1, 'stopping')];
    expect(tooltip(withStates(...states), en)).toBe('3 running, 1 stopping, 12 stopped');
    expect(tooltip(withStates('pending', 'running'), en)).toBe('1 running, 1 starting');
  });

  test('adds up all scopes', () => {
    const scopes = [
      aScope({ instances: instancesOf({ state: 'running' }) }),
      aScope({ region: virginia, instances: instancesOf({ state: 'running' }, { state: 'stopped' }) }),
    ];
    expect(tooltip(aSnapshot({ scopes }), en)).toBe('2 running, 1 stopped');
  });

  test('tells of an instance that runs and whose stop can still be taken back; the icon turns', () => {
    const activity: Activity = { phase: 'countdown', actionId: someAction, action: 'stop', sendsAt: noon };
    const instances = instancesOf({ state: 'running' });
    const scope = aScope({ instances, activities: { [instanceIdOf(1)]: activity } });
    expect(tooltip(aSnapshot({ scopes: [scope] }), en)).toBe('1 running, 1 about to stop');
    expect(iconState(aSnapshot({ scopes: [scope] }))).toBe('changing');
  });

  test('says that AWS is being asked, or that there is nothing', () => {
    expect(tooltip(aSnapshot({ scopes: [aScope({ freshness: { kind: 'loading' } })] }), en)).toBe(en.t('list.loading'));
    expect(tooltip(aSnapshot(), en)).toBe(en.t('count.none'));
  });

  test('names each scope in trouble with its reason', () => {
    const home = aProfile({ id: toProfileId('home'), name: 'home' });
    const scopes = [
      aScope({ instances: instancesOf({ state: 'running' }) }),
      aScope({ region: virginia, freshness: failedWith(appError('throttled')) }),
      aScope({ profileId: home.id, freshness: failedWith(appError('access-denied')) }),
    ];
    expect(tooltip(aSnapshot({ profiles: [aProfile(), home], scopes }), en)).toBe(
      [
        '1 running',
        `work us-east-1: ${en.t('error.throttled.message')}`,
        `home ap-northeast-2: ${en.t('error.access-denied.message')}`,
      ].join('\n'),
    );
  });

  test('does not call a scope empty whose instances nobody knows', () => {
    const text = tooltip(aSnapshot({ scopes: [aScope({ freshness: failedWith(appError('access-denied')) })] }), en);
    expect(text).toContain(`work ap-northeast-2: ${en.t('error.access-denied.message')}`);
    expect(text, 'the tooltip of a scope that was never listed').not.toContain(en.t('count.none'));
  });

  test('does not say that there is nothing before anybody has looked', () => {
    const text = tooltip(aSnapshot({ isStarting: true, profiles: [], scopes: [] }), en);
    expect(text, 'the tooltip while the app starts').not.toContain(en.t('count.none'));
  });

  test('is in the person’s language', () => {
    expect(tooltip(withStates('running', 'stopped'), translatorFor('ko'))).toBe('1대 실행 중, 1대 중지됨');
  });
});

describe('the picture', () => {
  test('of a change turns with the frames and begins again', () => {
    expect([0, 1, 2, 3, 4].map((frame) => iconName('changing', false, frame))).toEqual([
      'changing-1',
      'changing-2',
      'changing-3',
      'changing-4',
      'changing-1',
    ]);
  });

  test('is there for every state on every platform, at each scale', () => {
    const states = ['stopped', 'running', 'trouble', 'changing'] as const;
    const names = [false, true].flatMap((isDemo) =>
      states.flatMap((state) => Array.from({ length: FRAMES }, (_, frame) => iconName(state, isDemo, frame))),
    );
    const files = [...new Set(names)].flatMap((name) => [
      `macos/${name}Template.png`,
      `macos/${name}Template@2x.png`,
      `windows/${name}-on-dark.ico`,
      `windows/${name}-on-light.ico`,
      `linux/${name}.png`,
      `linux/${name}@2x.png`,
    ]);
    expect(files.filter((file) => !existsSync(path.join('assets/tray', file)))).toEqual([]);
  });

  test('bears the demo’s badge where nothing but the demo account is shown', () => {
    const demo = aProfile({ id: toProfileId('demo'), source: { kind: 'demo' } });
    expect(isDemoOnly({ profiles: [demo] })).toBe(true);
    expect(isDemoOnly({ profiles: [demo, aProfile()] })).toBe(false);
    expect(isDemoOnly({ profiles: [] })).toBe(false);
    expect(iconName('running', true, 3)).toBe('demo-running');
  });
});

test('the number beside the icon is how many run, and nothing for none', () => {
  expect(title(withStates('running', 'running', 'stopped'), en)).toBe('2');
  expect(title(withStates('stopped'), en)).toBe('');
});

test('without a network the icon is in trouble, and the tooltip tells it once', () => {
  const failed = failedWith(appError('host-not-found', { values: { where: 'ec2.example' } }), noon);
  const scopes = [
    aScope({ freshness: failed, instances: instancesOf({ state: 'running' }) }),
    aScope({ freshness: failed, region: virginia }),
  ];
  const offline = aSnapshot({ scopes, isOffline: true });
  expect(iconState(offline)).toBe('trouble');
  expect(tooltip(offline, en).split('\n')).toEqual(['1 running', 'No network: this is how it was when there was one']);
});
