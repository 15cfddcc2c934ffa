import { screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { ConfirmDialog } from '../../src/renderer/components/ConfirmDialog';
import { appError, fail } from '../../src/shared/errors';
import { ACTIONS, type Confirmation, toGroupId } from '../../src/shared/model';
import { aScope, aSnapshot, instancesOf } from '../support/snapshot-builder';
import { aCall, answer, callsOf } from './main-side';
import { languages, render } from './render';

const instances = instancesOf({ name: 'web-1' }, { name: 'web-2' });
const scope = aScope({ instances });
const group = { id: toGroupId('group-1'), name: 'Web', steps: [] };
const snapshot = aSnapshot({ scopes: [scope], groups: [group] });
const [web1, web2] = instances.map(({ instanceId }) => ({ scopeId: scope.id, instanceId }));
if (web1 === undefined || web2 === undefined) throw new Error('There are two instances');

const question = (given: Partial<Confirmation> = {}) => (
  <ConfirmDialog
    confirmation={{ id: 'question-1', action: 'stop', targets: [web1], phrase: null, groupId: null, ...given }}
    snapshot={snapshot}
  />
);

const stops = ACTIONS.filter((action) => action !== 'start');

describe.each(languages)('the question before something is stopped, in $name', ({ language }) => {
  test.each(stops)('says what would be done, to what, where, and what comes of it: %s', (action) => {
    const { t } = render(question({ action }), language);
    const dialog = screen.getByRole('alertdialog', { name: t(`confirm.${action}.title`, { name: 'web-1' }) });
    expect(dialog.textContent).toContain(t(`confirm.${action}.text`));
    expect(dialog.textContent).toContain('work');
    expect(dialog.textContent).toContain('ap-northeast-2');
    expect(dialog.textContent).toContain(web1.instanceId);
  });

  test('counts several, and names them', () => {
    const { t } = render(question({ targets: [web1, web2] }), language);
    const name = t('confirm.stop.title', { name: t('confirm.count', { count: 2 }) });
    const dialog = screen.getByRole('alertdialog', { name });
    expect(dialog.textContent).toContain('web-1');
    expect(dialog.textContent).toContain('web-2');
  });

  test('goes by the name of a group', () => {
    const { t } = render(question({ targets: [web1, web2], groupId: group.id }), language);
    expect(screen.getByRole('alertdialog', { name: t('confirm.stop.title', { name: 'Web' }) })).toBeTruthy();
  });

  test('is answered with a click', async () => {
    const { t, user } = render(question(), language);
    await user.click(screen.getByRole('button', { name: t('action.stop') }));
    expect(callsOf()).toEqual([aCall('confirm', { id: 'question-1', typed: '' })]);
  });

  test.each(['Cancel', 'Escape'])('does nothing on %s but take itself away', async (way) => {
    const { t, user } = render(question(), language);
    if (way === 'Cancel') await user.click(screen.getByRole('button', { name: t('action.cancel') }));
    else await user.keyboard('{Escape}');
    expect(callsOf()).toEqual([aCall('cancelConfirmation', { id: 'question-1' })]);
  });

  test('wants the name of what is protected, typed; what is typed is judged by main alone', async () => {
    const { t, user } = render(question({ phrase: 'web-1' }), language);
    const field = screen.getByRole('textbox', { name: t('confirm.type') });
    await user.click(field);
    answer('confirm', fail(appError('phrase-mismatch')));
    await user.keyboard('web-2{Enter}');
    expect(callsOf()).toEqual([aCall('confirm', { id: 'question-1', typed: 'web-2' })]);
    expect(await screen.findByText(t('error.phrase-mismatch.message'))).toBeTruthy();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    await user.keyboard('{Backspace}1');
    expect(screen.queryByText(t('error.phrase-mismatch.message')), 'until it is corrected').toBeNull();
    await user.click(screen.getByRole('button', { name: t('action.stop') }));
    expect(callsOf().at(-1)).toEqual(aCall('confirm', { id: 'question-1', typed: 'web-1' }));
  });

  test('tells in the foot what could not even be asked of AWS', async () => {
    const { t, user, told } = render(question(), language);
    const error = appError('confirmation-required');
    answer('confirm', fail(error));
    await user.click(screen.getByRole('button', { name: t('action.stop') }));
    expect(told).toEqual([{ kind: 'failed', error }]);
  });
});
