import { screen, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { KeysHelp } from '../../src/renderer/components/KeysHelp';
import { BatchLine } from '../../src/renderer/instance-list/BatchLine';
import { ColumnHeads } from '../../src/renderer/instance-list/ColumnHeads';
import { ListOptions } from '../../src/renderer/instance-list/ListOptions';
import { listedInstances, targetOf } from '../../src/renderer/instance-list/listed';
import { ScopesSummary } from '../../src/renderer/instance-list/ScopesSummary';
import { SectionBody } from '../../src/renderer/instance-list/SectionBody';
import { SectionHeading } from '../../src/renderer/instance-list/SectionHeading';
import { SelectionBar } from '../../src/renderer/instance-list/SelectionBar';
import type { ListSection, SectionHead } from '../../src/renderer/instance-list/sections';
import type { FollowedBatch } from '../../src/renderer/instance-list/use-batch';
import { appError } from '../../src/shared/errors';
import { DEFAULT_LIST } from '../../src/shared/list-settings';
import { type Scope, type Snapshot, toProfileId } from '../../src/shared/model';
import { DEFAULT_SETTINGS } from '../../src/shared/settings';
import {
  aProfile,
  aScope,
  aSnapshot,
  failedWith,
  instancesOf,
  noon,
  seoul,
  virginia,
} from '../support/snapshot-builder';
import { callsOf, show } from './main-side';
import { languages, render } from './render';

const two = instancesOf({ name: 'web', state: 'running' }, { name: 'db', state: 'stopped' });
const snapshot = aSnapshot({ scopes: [aScope({ instances: two })] });
const listed = listedInstances(snapshot);

describe.each(languages)('the bar of the chosen instances, in $name', ({ language }) => {
  const bar = (given: Partial<Parameters<typeof SelectionBar>[0]> = {}) => (
    <SelectionBar
      snapshot={snapshot}
      chosen={listed}
      hiddenCount={0}
      shownCount={2}
      onAct={() => {}}
      onSelectAll={() => {}}
      onClear={() => {}}
      {...given}
    />
  );

  test('offers each action with the number of those that it would change, and asks it of them alone', async () => {
    const onAct = vi.fn();
    const { t, user } = render(bar({ onAct }), language);
    const name = t('select.actionCount', { action: t('action.start'), count: '1' });
    await user.click(screen.getByRole('button', { name }));
    expect(onAct).toHaveBeenCalledExactlyOnceWith('start', listed.slice(1).map(targetOf));
  });

  test('calls a dry run what is one: by those that it is sent for, not by others that are chosen too', () => {
    const mine = aProfile({ id: toProfileId('mine'), isDryRun: true });
    const stoppedThere = aScope({ profileId: mine.id, instances: instancesOf({ name: 'idle', state: 'stopped' }) });
    const both = aSnapshot({ profiles: [aProfile(), mine], scopes: [...snapshot.scopes, stoppedThere] });
    const { t } = render(bar({ snapshot: both, chosen: listedInstances(both) }), language);
    const stop = t('select.actionCount', { action: t('action.stop'), count: '1' });
    expect(screen.getByRole('button', { name: stop }), 'only web would be stopped, and really').toBeTruthy();
    const start = t('select.actionCount', { action: t('action.start'), count: '2' });
    expect(screen.getByRole('button', { name: t('dryRun.label', { action: start }) })).toBeTruthy();
  });

  test('says why an action is none, which can be reached and does nothing', async () => {
    const onAct = vi.fn();
    const { t, user } = render(bar({ onAct, chosen: listed.slice(0, 1) }), language);
    const name = t('select.actionCount', { action: t('action.start'), count: '0' });
    const start = screen.getByRole('button', { name });
    expect(start.getAttribute('aria-disabled')).toBe('true');
    expect(document.getElementById(start.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      t('select.noneCan'),
    );
    await user.click(start);
    expect(onAct).not.toHaveBeenCalled();
  });

  test('tells how many are chosen and how many of them are not shown, without its buttons', () => {
    const { t } = render(bar({ hiddenCount: 1, shownCount: 5 }), language);
    const told = screen.getByRole('status');
    expect(told.textContent).toBe(`${t('select.count', { count: 2 })} · ${t('select.hidden', { count: 1 })}`);
    expect(screen.getByRole('button', { name: t('select.all', { count: '5' }) })).toBeTruthy();
  });
});

describe.each(languages)('the progress of several, in $name', ({ language }) => {
  const line = (progress: Partial<FollowedBatch['progress']>, given: Partial<FollowedBatch> = {}) => (
    <BatchLine
      batch={{
        action: 'start',
        progress: {
          total: 12,
          done: 7,
          pending: 5,
          isDryRun: false,
          failed: [],
          undoable: [],
          sendsAt: null,
          ...progress,
        },
        pendingKeys: null,
        retry: () => {},
        undo: () => {},
        dismiss: () => {},
        ...given,
      }}
    />
  );

  test('counts what is as it was asked for, and cannot be dismissed before all are', () => {
    const { t } = render(line({}), language);
    expect(screen.getByRole('status').textContent).toBe(t('batch.start', { done: '7', total: '12' }));
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('never says of a dry run that anything runs', () => {
    const { t } = render(line({ isDryRun: true, pending: 0 }), language);
    expect(screen.getByRole('status').textContent).toBe(t('batch.dryRun', { done: '7', total: '12' }));
  });

  test('tries those that failed again', async () => {
    const retry = vi.fn();
    const failed = listed.slice(0, 1).map(targetOf);
    const { t, user } = render(line({ failed, pending: 0 }, { retry }), language);
    expect(screen.getByRole('status').textContent).toContain(t('batch.failed', { count: 1 }));
    await user.click(screen.getByRole('button', { name: t('batch.retry', { count: 1 }) }));
    expect(retry).toHaveBeenCalledOnce();
    expect(screen.getByRole('button', { name: t('action.dismiss') })).toBeTruthy();
  });

  test('takes back what was not sent yet, and counts its seconds for the eye only', async () => {
    const undo = vi.fn();
    const { t, user } = render(line({ sendsAt: Date.now() + 5000 }, { action: 'stop', undo }), language);
    await user.click(screen.getByRole('button', { name: t('batch.undo') }));
    expect(undo).toHaveBeenCalledOnce();
  });
});

describe.each(languages)('the heads of the columns, in $name', ({ language }) => {
  const heads = (list: Partial<typeof DEFAULT_LIST> = {}) => (
    // biome-ignore lint/a11y/useSemanticElements: what the list has around its heads
    <div role="grid">
      <ColumnHeads columns={['state', 'instanceType', 'tags']} settings={{ ...DEFAULT_LIST, ...list }} />
    </div>
  );

  test('tell by which column the list is sorted, and have a name each', () => {
    const { t } = render(heads({ sortBy: 'state', isDescending: true }), language);
    const named = screen.getAllByRole('columnheader').map((head) => head.textContent);
    expect(named[0]).toBe(t('column.selection'));
    expect(named.at(-1)).toBe(t('column.actions'));
    const sorted = screen.getAllByRole('columnheader').map((head) => head.getAttribute('aria-sort'));
    expect(sorted, 'what is not sorted by has none').toEqual([null, 'none', 'descending', 'none', null, null]);
  });

  test('are one tab stop; the arrows go on, and Enter sorts', async () => {
    show({});
    const { user } = render(heads(), language);
    const [name, state] = screen.getAllByRole('button');
    await user.tab();
    expect(document.activeElement).toBe(name);
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(state);
    await user.keyboard('{Enter}');
    await vi.waitFor(() =>
      expect(callsOf()).toMatchObject([{ name: 'updateSettings', input: { list: { sortBy: 'state' } } }]),
    );
    await user.tab();
    expect(screen.getAllByRole('button')).not.toContain(document.activeElement);
  });
});

function section(head: SectionHead, rows = listed): ListSection {
  return { key: 'section', head, rows };
}
const scopeSection = (scope: Scope): ListSection =>
  section({ kind: 'scope', scope, profile: aProfile(), hasBody: true }, []);

describe.each(languages)('a section of the list, in $name', ({ language }) => {
  const heading = (head: SectionHead) => <SectionHeading id="head" section={section(head)} snapshot={snapshot} />;

  test('is headed by what its instances have in common, and how many they are', () => {
    const { t, rerender } = render(heading({ kind: 'state', group: 'running' }), language);
    const seen = () => screen.getByRole('heading', { level: 2 }).textContent;
    expect(seen()).toBe(t('stateGroup.running'));
    expect(screen.getByText('2')).toBeTruthy();
    rerender(heading({ kind: 'region', region: seoul }));
    expect(seen()).toContain('ap-northeast-2');
    rerender(heading({ kind: 'profile', profile: aProfile({ name: 'work', source: { kind: 'demo' } }) }));
    expect(seen()).toContain(t('demo.badge'));
    rerender(heading({ kind: 'tag', tagKey: 'Env', value: null }));
    expect(seen()).toBe(`Env ${t('list.withoutTag')}`);
    rerender(heading({ kind: 'tag', tagKey: 'Env', value: '' }));
    expect(seen()).toBe(`Env ${t('list.emptyTag')}`);
  });

  const body = (scope: Scope, given: Snapshot = snapshot) => (
    <SectionBody section={scopeSection(scope)} snapshot={given} onEditProfile={() => {}} />
  );

  test('says what is wrong with its Region, and never that a Region is empty that did not answer', () => {
    const error = appError('access-denied');
    const { text, container } = render(body(aScope({ freshness: failedWith(error) })), language);
    expect(screen.getByRole('alert').textContent).toContain(text(error.message));
    expect(container.querySelector('.scope-empty'), 'not empty').toBeNull();
  });

  test('shows where instances will be while a Region is asked for the first time, for the eye only', () => {
    const { container } = render(body(aScope({ freshness: { kind: 'loading' }, isRefreshing: true })), language);
    expect(container.querySelectorAll('.skeleton').length).toBeGreaterThan(0);
    expect(container.querySelector('.skeleton')?.closest('[aria-hidden="true"]')).not.toBeNull();
  });
});

describe.each(languages)('how fresh the whole list is, in $name', ({ language }) => {
  test('is told by its oldest Region, with what is in trouble beside it, never inside', async () => {
    const fresh = aScope({ freshness: { kind: 'current', asOf: noon } });
    const older = aScope({ region: virginia, freshness: { kind: 'current', asOf: noon - 60_000 } });
    const denied = appError('access-denied');
    const troubled = aScope({ profileId: aProfile().id, region: seoul, freshness: failedWith(denied) });
    const scopes = [fresh, older];
    const { t, time, text, user, rerender } = render(
      <ScopesSummary scopes={scopes} snapshot={aSnapshot({ scopes })} />,
      language,
    );
    const name = t('list.regionsAsOf', { count: 2, time: time(noon - 60_000) });
    await user.click(screen.getByRole('button', { name }));
    expect(screen.getAllByRole('heading', { level: 2 })).toHaveLength(2);
    rerender(<ScopesSummary scopes={[troubled, older]} snapshot={aSnapshot({ scopes: [troubled, older] })} />);
    expect(screen.getByRole('alert').textContent).toContain(text(denied.message));
  });
});

describe.each(languages)('the options of the list, in $name', ({ language }) => {
  const options = (isTable: boolean) => (
    <ListOptions snapshot={aSnapshot({ settings: DEFAULT_SETTINGS, scopes: snapshot.scopes })} isTable={isTable} />
  );

  test('are opened and used with the keyboard, and each choice is kept at once', async () => {
    show({});
    const { t, user } = render(options(false), language);
    await user.tab();
    await user.keyboard('{Enter}');
    const dialog = screen.getByRole('dialog', { name: t('listOptions.label') });
    expect(within(dialog).queryByRole('checkbox'), 'columns are for the table').toBeNull();
    within(dialog)
      .getByRole('button', { name: t('listOptions.ascending') })
      .focus();
    await user.keyboard('{Enter}');
    await vi.waitFor(() =>
      expect(callsOf()).toMatchObject([{ name: 'updateSettings', input: { list: { isDescending: true } } }]),
    );
  });

  test('offer the columns of the table', async () => {
    const { t, user } = render(options(true), language);
    await user.click(screen.getByRole('button', { name: t('listOptions.label') }));
    expect(screen.getByRole('group', { name: t('listOptions.columns') })).toBeTruthy();
    expect(screen.getAllByRole('checkbox').length).toBeGreaterThan(5);
  });
});

describe.each(languages)('the help on keys, in $name', ({ language }) => {
  test('tells every key, and goes by Esc', async () => {
    const onClose = vi.fn();
    const { t, user } = render(<KeysHelp onClose={onClose} />, language);
    const dialog = screen.getByRole('dialog', { name: t('keysHelp.title') });
    for (const key of ['keysHelp.toggle', 'keysHelp.fromDetails', 'keysHelp.escape'] as const) {
      expect(within(dialog).getByText(t(key))).toBeTruthy();
    }
    expect(dialog.contains(document.activeElement), 'the keyboard is in it').toBe(true);
    await user.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalledOnce();
  });
});
