import { screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { RowFailure } from '../../src/renderer/components/RowFailure';
import { RowVerdict } from '../../src/renderer/components/RowVerdict';
import { type AppError, appError, fail } from '../../src/shared/errors';
import { ACTIONS, type Action } from '../../src/shared/model';
import { aScope, instanceIdOf, noon, someAction } from '../support/snapshot-builder';
import { aCall, answer, callsOf } from './main-side';
import { languages, render } from './render';

const target = { scopeId: aScope().id, instanceId: instanceIdOf(1) };
const someInstances = { scopeId: target.scopeId, instanceIds: [target.instanceId] };
const refused = appError('access-denied', {
  awsCode: 'UnauthorizedOperation',
  detail: 'You are not authorized',
  requestId: 'a1b2',
});

const failure = (action: Action, error: AppError) => (
  <RowFailure
    failure={{ phase: 'failed', actionId: someAction, action, at: noon, error }}
    target={target}
    name="web-1"
    isTabStop={true}
  />
);
const verdict = (action: Action, error: AppError | null) => (
  <RowVerdict
    tried={{ phase: 'tried', actionId: someAction, action, at: noon, error }}
    target={target}
    name="web-1"
    isTabStop={true}
  />
);

describe.each(languages)('what went wrong with an action, in $name', ({ language }) => {
  test.each(ACTIONS)('is told of %s at once: what, why, what to do, and AWS’s own words', (action) => {
    const { t } = render(failure(action, refused), language);
    const told = screen.getByRole('alert').textContent;
    expect(told).toContain(t(`failed.${action}Because`, { reason: t('error.access-denied.message') }));
    expect(told).toContain(t('error.access-denied.hint'));
    expect(told).toContain('UnauthorizedOperation: You are not authorized');
    expect(told).toContain(t('list.requestId', { id: 'a1b2' }));
  });

  test('goes when it is dismissed', async () => {
    const { t, user } = render(failure('start', refused), language);
    await user.click(screen.getByRole('button', { name: t('action.dismissName', { name: 'web-1' }) }));
    expect(callsOf()).toEqual([aCall('dismissFailure', target)]);
  });

  test('offers to keep trying only where a start found no capacity', async () => {
    const noCapacity = appError('insufficient-capacity');
    const { t, user, rerender } = render(failure('start', noCapacity), language);
    await user.click(screen.getByRole('button', { name: t('action.keepTryingName', { name: 'web-1' }) }));
    expect(callsOf()).toEqual([aCall('keepTrying', someInstances)]);
    for (const other of [failure('start', refused), failure('stop', noCapacity)]) {
      rerender(other);
      expect(screen.queryByRole('button', { name: t('action.keepTryingName', { name: 'web-1' }) })).toBeNull();
    }
  });

  test('tells in the foot what came of trying on only where it has no row of its own', async () => {
    const { t, user, told } = render(failure('start', appError('insufficient-capacity')), language);
    const button = screen.getByRole('button', { name: t('action.keepTryingName', { name: 'web-1' }) });
    answer('keepTrying', fail(refused));
    await user.click(button);
    expect(told, 'what AWS refused stands in the row').toEqual([]);
    const gone = appError('scope-not-found');
    answer('keepTrying', fail(gone));
    await user.click(button);
    expect(told).toEqual([{ kind: 'failed', error: gone }]);
  });
});

describe.each(languages)('the verdict on a dry run, in $name', ({ language }) => {
  test.each(ACTIONS)('says that AWS would do it: %s', (action) => {
    const { t } = render(verdict(action, null), language);
    expect(screen.getByRole('status').textContent).toBe(t(`dryRun.allowed.${action}`));
  });

  test.each(ACTIONS)('says why AWS would not do it: %s', (action) => {
    const { t } = render(verdict(action, refused), language);
    const told = screen.getByRole('status').textContent;
    expect(told).toContain(t(`dryRun.refused.${action}`, { reason: t('error.access-denied.message') }));
    expect(told).toContain(t('error.access-denied.hint'));
    expect(told).toContain('UnauthorizedOperation');
  });

  test('is no alarm, and goes when it is dismissed', async () => {
    const { t, user } = render(verdict('stop', null), language);
    expect(screen.queryByRole('alert')).toBeNull();
    await user.click(screen.getByRole('button', { name: t('action.dismissName', { name: 'web-1' }) }));
    expect(callsOf()).toEqual([aCall('dismissFailure', target)]);
  });
});
