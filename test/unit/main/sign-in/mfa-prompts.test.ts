import { expect, test, vi } from 'vitest';
import type { MfaChallenge } from '../../../../src/main/aws/assumed-roles';
import { MfaPrompts } from '../../../../src/main/sign-in/mfa-prompts';
import { createStore } from '../../../../src/main/store';
import { appError } from '../../../../src/shared/errors';
import { toProfileId } from '../../../../src/shared/model';
import { aScope, aSnapshot, noon } from '../../../support/snapshot-builder';

const roleArn = 'arn:aws:iam::123456789012:role/admin';
const serialNumber = 'arn:aws:iam::123456789012:mfa/kim';

/** A scope that waits for the code of a challenge, and one that is fine. */
function prompting(answer: (code: string) => Promise<void> = async () => undefined) {
  const error = appError('mfa-required', { values: { challenge: 'role', role: roleArn, device: serialNumber } });
  const waiting = aScope({ freshness: { kind: 'failed', error, asOf: null, retryAt: noon } });
  const fine = aScope({ profileId: toProfileId('other') });
  const store = createStore(aSnapshot({ scopes: [waiting, fine] }));
  const refresh = vi.fn(async () => undefined);
  const prompts = new MfaPrompts({ store, refresh });
  const challenge: MfaChallenge = { id: 'role', roleArn, serialNumber, answer: vi.fn(answer) };
  return { store, prompts, refresh, challenge, waiting, shown: () => store.get().mfaPrompts };
}

test('a role that many ask for is asked about once', () => {
  const { prompts, challenge, shown } = prompting();
  for (let n = 0; n < 3; n += 1) prompts.hear({ ...challenge });
  expect(shown()).toEqual([{ id: 'role', roleArn, serialNumber, isDismissed: false }]);
});

test('the right code takes the question away, and only what waited for it is asked again', async () => {
  const { prompts, challenge, shown, refresh, waiting } = prompting();
  prompts.hear(challenge);
  expect(await prompts.answer('role', '123456')).toEqual({ ok: true, value: null });
  expect(challenge.answer).toHaveBeenCalledWith('123456');
  expect(shown()).toEqual([]);
  expect(refresh.mock.calls).toEqual([[waiting.id]]);
});

test('a code that is given twice at once is sent once', async () => {
  const { prompts, challenge } = prompting();
  prompts.hear(challenge);
  const answers = await Promise.all([prompts.answer('role', '123456'), prompts.answer('role', '123456')]);
  expect(answers).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
  ]);
  expect(challenge.answer).toHaveBeenCalledOnce();
});

test('a wrong code is told, and the question stays', async () => {
  const { prompts, challenge, shown, refresh } = prompting(async () => {
    throw Object.assign(new Error('MultiFactorAuthentication failed with invalid MFA one time pass code.'), {
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
  });
  prompts.hear(challenge);
  expect(await prompts.answer('role', '000000')).toMatchObject({ ok: false, error: { code: 'mfa-code-wrong' } });
  expect(shown()).toHaveLength(1);
  expect(refresh).not.toHaveBeenCalled();
});

test('“not now” is remembered when the role is wanted again, until the person asks for it', () => {
  const { prompts, challenge, shown } = prompting();
  prompts.hear(challenge);
  prompts.setDismissed('role', true);
  prompts.hear({ ...challenge });
  expect(shown()).toMatchObject([{ isDismissed: true }]);
  prompts.setDismissed('role', false);
  expect(shown()).toMatchObject([{ isDismissed: false }]);
});

test('a question that nothing waits for any more is taken away, and its code refused', async () => {
  const { prompts, challenge, shown, store, waiting } = prompting();
  const stop = prompts.start();
  prompts.hear(challenge);
  store.updateScope(waiting.id, (scope) => ({ ...scope, isRefreshing: true }));
  expect(shown(), 'while a scope waits for it').toHaveLength(1);
  store.updateScope(waiting.id, (scope) => ({ ...scope, freshness: { kind: 'loading' } }));
  expect(shown()).toEqual([]);
  expect(await prompts.answer('role', '123456')).toMatchObject({ error: { code: 'mfa-not-asked' } });
  stop();
});

test('a question that no scope waits for yet stays: it may be a form that asks', () => {
  const { prompts, challenge, shown, store, waiting } = prompting();
  prompts.start();
  prompts.hear({ ...challenge, id: 'of a form' });
  store.updateScope(waiting.id, (scope) => ({ ...scope, isRefreshing: true }));
  expect(shown()).toMatchObject([{ id: 'of a form' }]);
});
