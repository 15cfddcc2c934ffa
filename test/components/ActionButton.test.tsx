import { act, screen } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { ActionButton } from '../../src/renderer/components/ActionButton';
import { appError, fail } from '../../src/shared/errors';
import type { InstanceLook } from '../../src/shared/instance-look';
import type { Activity, Instance } from '../../src/shared/model';
import type { MessageKey } from '../../src/shared/text';
import { anInstance, aScope, noon, someAction } from '../support/snapshot-builder';
import { aCall, answer, callsOf } from './main-side';
import { languages, render } from './render';

const web = anInstance({ name: 'web-1' });
const target = { scopeId: aScope().id, instanceId: web.instanceId };
const some = { scopeId: target.scopeId, instanceIds: [target.instanceId] };
const action = { actionId: someAction, since: noon };
const countdown: Activity = { phase: 'countdown', actionId: someAction, action: 'stop', sendsAt: noon + 4_200 };
const waiting: Activity = { ...action, phase: 'waiting', action: 'start', attempts: 1, retryAt: noon + 60_000 };

interface Look {
  readonly state: Instance['state'];
  readonly activity?: Activity;
  /** What it says; null where there is no button. */
  readonly says: MessageKey | '–' | null;
  /** What a screen reader says, where that is more. */
  readonly named?: MessageKey;
}

const looks = {
  running: { state: 'running', says: 'action.stop', named: 'action.stopName' },
  stopped: { state: 'stopped', says: 'action.start', named: 'action.startName' },
  pending: { state: 'pending', says: 'action.starting' },
  stopping: { state: 'stopping', says: 'action.stopping' },
  'start-requested': {
    state: 'stopped',
    activity: { ...action, phase: 'sending', action: 'start' },
    says: 'action.starting',
  },
  'stop-requested': {
    state: 'running',
    activity: { ...action, phase: 'accepted', action: 'stop', hasProgressed: false },
    says: 'action.stopping',
  },
  rebooting: {
    state: 'running',
    activity: { ...action, phase: 'sending', action: 'reboot' },
    says: 'action.rebooting',
  },
  'start-waiting': {
    state: 'stopped',
    activity: waiting,
    says: 'action.stop-trying',
    named: 'action.stopTryingName',
  },
  'stop-countdown': {
    state: 'running',
    activity: countdown,
    says: 'action.undoSeconds',
    named: 'action.undoStopName',
  },
  'shutting-down': { state: 'shutting-down', says: null },
  terminated: { state: 'terminated', says: null },
} satisfies Record<InstanceLook, Look>;

interface Given extends Partial<Look> {
  readonly isDryRun?: boolean;
  readonly denial?: ReturnType<typeof appError> | null;
}

const button = ({ state = 'stopped', activity, isDryRun = false, denial = null }: Given) => (
  <ActionButton
    instance={{ ...web, state }}
    activity={activity}
    target={target}
    isDryRun={isDryRun}
    denial={denial}
    isTabStop={true}
  />
);

/** At the time of the pictures, so that a countdown has as many seconds as it says. */
const atNoon = (): void => void vi.useFakeTimers({ toFake: ['Date'], now: noon });

describe.each(languages)('the button of an instance, in $name', ({ language }) => {
  test.each(Object.entries<Look>(looks))(
    'says what can be done, or is under way, with one that is %s',
    (_look, look) => {
      atNoon();
      const { t } = render(button(look), language);
      const shown = screen.queryByRole('button');
      if (look.says === null) {
        expect(shown).toBeNull();
        return;
      }
      expect(shown?.textContent).toContain(look.says === '–' ? '–' : t(look.says, { seconds: 5 }));
      const { named } = look;
      if (named !== undefined) expect(screen.getByRole('button', { name: t(named, { name: 'web-1' }) })).toBe(shown);
    },
  );

  test('has its class, and with it its width, whatever it says', () => {
    const { rerender } = render(button({}), language);
    for (const look of Object.values<Look>(looks)) {
      if (look.says === null) continue;
      for (const isDryRun of [false, true]) {
        rerender(button({ ...look, isDryRun }));
        expect(screen.getByRole('button').classList, look.says).toContain('action');
        expect(screen.getByRole('button').classList, look.says).toContain('button');
      }
    }
  });

  test.each([
    ['starts one that is stopped', looks.stopped, 'startInstances'],
    ['stops one that is running', looks.running, 'stopInstances'],
    ['takes a stop back', looks['stop-countdown'], 'undoStop'],
    ['gives up waiting for capacity', looks['start-waiting'], 'stopTrying'],
  ] as const)('%s', async (_what, look, command) => {
    const { user, told } = render(button(look), language);
    await user.click(screen.getByRole('button'));
    expect(callsOf()).toEqual([aCall(command, some)]);
    expect(told, 'what the foot said before is over').toEqual([null]);
  });

  test('counts the seconds of a stop that can be taken back, for the eye only', () => {
    vi.useFakeTimers({ now: noon });
    const { t } = render(button(looks['stop-countdown']), language);
    const shown = screen.getByRole('button', { name: t('action.undoStopName', { name: 'web-1' }) });
    expect(shown.textContent).toContain(t('action.undoSeconds', { seconds: 5 }));
    act(() => vi.advanceTimersByTime(2_000));
    expect(shown.textContent).toContain(t('action.undoSeconds', { seconds: 3 }));
    act(() => vi.advanceTimersByTime(60_000));
    expect(shown.textContent, 'never less than none').toContain(t('action.undoSeconds', { seconds: 0 }));
  });

  test('cannot be pressed while something is under way', async () => {
    const { user } = render(button(looks.pending), language);
    const shown = screen.getByRole('button');
    expect(shown.getAttribute('aria-disabled')).toBe('true');
    await user.tab();
    expect(document.activeElement, 'the keyboard stays on it').toBe(shown);
    await user.click(screen.getByRole('button'));
    expect(callsOf()).toEqual([]);
  });

  test('takes the second half of a double click for no click of its own', async () => {
    const { user } = render(button(looks.stopped), language);
    await user.dblClick(screen.getByRole('button'));
    expect(callsOf()).toHaveLength(1);
  });

  test('that AWS is known to refuse tells why, can be reached, and asks nothing of AWS', async () => {
    const denial = appError('access-denied');
    const { t, user, told } = render(button({ ...looks.stopped, denial }), language);
    const shown = screen.getByRole('button', { name: t('action.startName', { name: 'web-1' }) });
    const reason = t('permission.reason', { reason: t('error.access-denied.message') });
    expect(shown.getAttribute('aria-disabled')).toBe('true');
    expect(shown.getAttribute('title')).toBe(reason);
    expect(document.getElementById(shown.getAttribute('aria-describedby') ?? '')?.textContent).toBe(reason);
    await user.tab();
    expect(document.activeElement).toBe(shown);
    await user.keyboard('{Enter}');
    expect(callsOf()).toEqual([]);
    expect(told).toEqual([{ kind: 'failed', error: { ...denial, hint: { key: 'permission.checkHint', values: {} } } }]);
  });

  test('says that it is a dry run, and that one is on its way', () => {
    const { t, rerender } = render(button({ ...looks.stopped, isDryRun: true }), language);
    const shown = screen.getByRole('button', {
      name: t('dryRun.label', { action: t('action.startName', { name: 'web-1' }) }),
    });
    expect(shown.textContent).toBe(t('dryRun.label', { action: t('action.start') }));
    rerender(button({ isDryRun: true, activity: { ...action, phase: 'trying', action: 'start' } }));
    expect(screen.getByRole('button').textContent).toBe(t('dryRun.trying'));
  });

  test('tells in the foot only what has no row: what AWS refused stands there', async () => {
    const { user, told } = render(button(looks.stopped), language);
    answer('startInstances', fail(appError('access-denied', { awsCode: 'UnauthorizedOperation' })));
    await user.click(screen.getByRole('button'));
    expect(told).toEqual([null]);
    const error = appError('save-failed');
    answer('startInstances', fail(error));
    await user.click(screen.getByRole('button'));
    expect(told).toEqual([null, null, { kind: 'failed', error }]);
  });
});
