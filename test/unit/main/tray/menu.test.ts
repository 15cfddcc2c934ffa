import { describe, expect, test } from 'vitest';
import { trayMenu } from '../../../../src/main/tray/menu';
import { appError } from '../../../../src/shared/errors';
import { type Activity, toProfileId } from '../../../../src/shared/model';
import { translatorFor } from '../../../../src/shared/translator';
import { en, entryWith, labelOf, many, menuOf, seen } from '../../../support/seen-menu';
import {
  anInstance,
  aProfile,
  aScope,
  aSnapshot,
  failedWith,
  instanceIdOf,
  instancesOf,
  ireland,
  noon,
  seoul,
  someAction,
  virginia,
} from '../../../support/snapshot-builder';

describe('the shape of the menu', () => {
  test('is flat for a dozen instances: each Region with its instances, no submenu but “More”', () => {
    const instances = many(12, 'stopped');
    const menu = menuOf(aSnapshot({ scopes: [aScope({ instances })] }));
    expect(menu.filter(({ type }) => type === 'submenu').map(labelOf)).toEqual(['More']);
    expect(seen(menu).slice(0, 3)).toEqual([
      'Asia Pacific (Seoul) ap-northeast-2',
      '○ web-1 — Stopped · Start',
      '○ web-2 — Stopped · Start',
    ]);
    expect(seen(menu).filter((line) => line.startsWith('○'))).toHaveLength(12);
  });

  test('has a submenu per Profile for more, with what runs standing above them', () => {
    const instances = many(13, 'stopped').with(6, anInstance({ name: 'the-one', state: 'running' }));
    const menu = menuOf(aSnapshot({ scopes: [aScope({ instances })] }));
    expect(seen(menu).slice(0, 4)).toEqual([
      '● the-one — Running · Stop',
      '---',
      'work — 1 running',
      '  Asia Pacific (Seoul) ap-northeast-2',
    ]);
    expect(seen(menu).filter((line) => line.startsWith('  ○'))).toHaveLength(12);
  });

  test('counts what runs on each Profile’s line', () => {
    const home = aProfile({ id: toProfileId('home'), name: 'home' });
    const menu = menuOf(
      aSnapshot({
        profiles: [aProfile(), home],
        scopes: [
          aScope({ instances: many(13, 'stopped') }),
          aScope({ profileId: home.id, region: ireland, instances: many(2, 'running') }),
        ],
      }),
    );
    expect(seen(menu)).toContain('work — 0 running');
    expect(seen(menu)).toContain('home — 2 running');
    expect(seen(menu)).toContain('  home · Europe (Ireland) eu-west-1');
  });

  test('cuts a long list of running ones and tells how many more there are', () => {
    const menu = menuOf(aSnapshot({ scopes: [aScope({ instances: many(15, 'running') })] }));
    const top = menu.slice(
      0,
      menu.findIndex(({ type }) => type === 'separator'),
    );
    expect(top).toHaveLength(13);
    expect(top.at(-1)).toEqual({
      type: 'item',
      label: '3 more… (opens the window)',
      command: { kind: 'show', view: 'instances' },
    });
  });

  test('puts up to a dozen running ones on top without a cut', () => {
    const instances = [...many(12, 'running'), anInstance({ instanceId: instanceIdOf(99) })];
    const menu = menuOf(aSnapshot({ scopes: [aScope({ instances })] }));
    expect(seen(menu).filter((line) => line.startsWith('●'))).toHaveLength(12);
    expect(seen(menu).join('\n')).not.toContain('more…');
  });

  test('puts what AWS itself shows as changing on top as well, whoever asked for it', () => {
    const instances = many(14, 'stopped').with(13, anInstance({ name: 'someone-elses', state: 'pending' }));
    const menu = menuOf(aSnapshot({ scopes: [aScope({ instances })] }));
    expect(seen(menu)[0], 'the first line of the menu').toBe('◐ someone-elses — Starting…');
  });

  test('puts a failed action on top', () => {
    const activity: Activity = {
      phase: 'failed',
      actionId: someAction,
      action: 'start',
      at: noon,
      error: appError('insufficient-capacity'),
    };
    const scope = aScope({ instances: many(13, 'stopped'), activities: { [instanceIdOf(13)]: activity } });
    expect(seen(menuOf(aSnapshot({ scopes: [scope] })))[0]).toBe('▲ web-13 — Stopped, could not start · Start');
  });

  test('ends with refresh, the window, the settings and quit', () => {
    expect(menuOf().slice(-5)).toEqual([
      { type: 'item', label: 'Refresh', command: { kind: 'refresh' } },
      { type: 'item', label: 'Open EC2 Tray', command: { kind: 'show', view: 'instances' } },
      { type: 'item', label: 'Settings…', command: { kind: 'show', view: 'settings' } },
      { type: 'separator' },
      { type: 'item', label: 'Quit EC2 Tray', command: { kind: 'quit' } },
    ]);
  });
});

describe('an instance in the menu', () => {
  const sending: Activity = { phase: 'sending', actionId: someAction, action: 'start', since: noon };
  const stopping: Activity = {
    phase: 'accepted',
    actionId: someAction,
    action: 'stop',
    since: noon,
    hasProgressed: true,
  };
  const unverified: Activity = { phase: 'unverified', actionId: someAction, action: 'stop', since: noon };

  test.each([
    ['running', undefined, '● web — Running · Stop'],
    ['stopped', undefined, '○ web — Stopped · Start'],
    ['pending', undefined, '◐ web — Starting…'],
    ['stopping', undefined, '◐ web — Stopping…'],
    ['shutting-down', undefined, '◐ web — Shutting down'],
    ['terminated', undefined, '○ web — Terminated'],
    ['stopped', sending, '◐ web — Start requested…'],
    ['running', stopping, '◐ web — Stopping…'],
    ['running', unverified, '◐ web — Stop requested…'],
  ] as const)(
    'that AWS shows as %s, with the activity %j, has its state as a mark and a word',
    (state, activity, line) => {
      const instance = anInstance({ name: 'web', state });
      const activities = activity === undefined ? {} : { [instance.instanceId]: activity };
      const menu = menuOf(aSnapshot({ scopes: [aScope({ instances: [instance], activities })] }));
      expect(seen(menu)).toContain(line);
    },
  );

  test.each([
    ['running', 'stop'],
    ['stopped', 'start'],
  ] as const)('that is %s asks for a %s of itself when clicked', (state, action) => {
    const instance = anInstance({ name: 'web', state });
    const scope = aScope({ instances: [instance] });
    expect(entryWith(menuOf(aSnapshot({ scopes: [scope] })), 'web')).toMatchObject({
      type: 'item',
      command: { kind: 'instance', action, target: { scopeId: scope.id, instanceId: instance.instanceId } },
    });
  });

  test('whose stop counts down offers to take it back', () => {
    const instance = anInstance({ name: 'web', state: 'running' });
    const activity: Activity = { phase: 'countdown', actionId: someAction, action: 'stop', sendsAt: noon + 5_000 };
    const scope = aScope({ instances: [instance], activities: { [instance.instanceId]: activity } });
    expect(entryWith(menuOf(aSnapshot({ scopes: [scope] })), 'web')).toEqual({
      type: 'item',
      label: `◐ web — ${en.t('look.stop-countdown')} · ${en.t('action.undo-stop')}`,
      command: {
        kind: 'instance',
        action: 'undo-stop',
        target: { scopeId: scope.id, instanceId: instance.instanceId },
      },
    });
  });

  test('that is already changing cannot be clicked', () => {
    const menu = menuOf(
      aSnapshot({ scopes: [aScope({ instances: [anInstance({ name: 'web', state: 'pending' })] })] }),
    );
    expect(entryWith(menu, 'web').type).toBe('label');
  });

  test('without a name goes by its ID', () => {
    const menu = menuOf(aSnapshot({ scopes: [aScope({ instances: [anInstance()] })] }));
    expect(seen(menu)).toContain('○ i-00000001 — Stopped · Start');
  });
});

describe('what a scope has to tell', () => {
  const refused = appError('access-denied');

  test('is its trouble, and never that it were empty', () => {
    const menu = menuOf(aSnapshot({ scopes: [aScope({ freshness: failedWith(refused) })] }));
    expect(entryWith(menu, '▲')).toEqual({
      type: 'item',
      label: `▲ ${en.t('error.access-denied.message')}`,
      command: { kind: 'show', view: 'instances' },
    });
    expect(seen(menu)).not.toContain(en.t('list.empty'));
  });

  test('is its trouble also where old instances are still shown', () => {
    const scope = aScope({ freshness: failedWith(refused, noon), instances: [anInstance({ name: 'web' })] });
    const lines = seen(menuOf(aSnapshot({ scopes: [scope] })));
    expect(lines).toContain(`▲ ${en.t('error.access-denied.message')}`);
    expect(lines).toContain('○ web — Stopped · Start');
  });

  test('marks the Profile’s own line too where the trouble is inside its submenu', () => {
    const scopes = [
      aScope({ instances: many(13, 'stopped') }),
      aScope({ region: virginia, freshness: failedWith(refused) }),
    ];
    expect(seen(menuOf(aSnapshot({ scopes })))).toContain('▲ work — 0 running');
  });

  test.each([
    ['being asked', { kind: 'loading' }, en.t('list.loading')],
    ['empty', { kind: 'current', asOf: noon }, en.t('list.empty')],
  ] as const)('is that it is %s', (_what, freshness, line) => {
    expect(seen(menuOf(aSnapshot({ scopes: [aScope({ freshness })] })))).toContain(line);
  });

  test('keeps the order of the Profiles and their Regions', () => {
    const scopes = [aScope({ region: virginia }), aScope({ region: seoul })];
    const lines = seen(menuOf(aSnapshot({ scopes })));
    expect(lines.indexOf('US East (N. Virginia) us-east-1')).toBeLessThan(
      lines.indexOf('Asia Pacific (Seoul) ap-northeast-2'),
    );
  });
});

describe('the menu as a whole', () => {
  test('says that it is the demo account, first of all', () => {
    const demo = aProfile({ source: { kind: 'demo' } });
    expect(menuOf(aSnapshot({ profiles: [demo] }))[0]).toEqual({
      type: 'label',
      label: en.t('demo.menuLabel'),
    });
    expect(seen(menuOf())).not.toContain(en.t('demo.menuLabel'));
  });

  test('says so where there is no Profile', () => {
    expect(seen(menuOf(aSnapshot({ profiles: [], scopes: [] })))[0]).toBe(en.t('menu.noProfile'));
  });

  test('says so where all Profiles are switched off', () => {
    const allProfiles = [aProfile({ isEnabled: false })];
    const lines = seen(menuOf(aSnapshot({ profiles: [], allProfiles, scopes: [] })));
    expect(lines[0]).toBe(en.t('menu.profilesDisabled'));
  });

  test('does not say that there is no Profile before anybody has looked', () => {
    const lines = seen(menuOf(aSnapshot({ isStarting: true, profiles: [], scopes: [] })));
    expect(lines, 'the menu while the app starts').not.toContain(en.t('menu.noProfile'));
  });

  test('is in Korean where the person’s language is', () => {
    const instances = instancesOf({ name: '결제-웹', state: 'running' }, { name: '추천', state: 'stopped' });
    const lines = seen(trayMenu(aSnapshot({ scopes: [aScope({ instances })] }), new Map(), translatorFor('ko'))).filter(
      (line) => !line.startsWith(' '),
    );
    expect(lines).toEqual([
      '아시아 태평양(서울) ap-northeast-2',
      '● 결제-웹 — 실행 중 · 중지',
      '○ 추천 — 중지됨 · 시작',
      '---',
      '더 보기',
      '---',
      '새로 고침',
      'EC2 Tray 열기',
      '설정…',
      '---',
      'EC2 Tray 종료',
    ]);
  });
});
