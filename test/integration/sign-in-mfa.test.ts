import { describe, expect, test } from 'vitest';
import { errorOf } from '../support/endpoint-scope';
import { hour, ownAccount, roleArn } from '../support/sign-in-endpoint';
import { profileOf, signingInApp } from '../support/signing-in-app';
import { seoul, virginia } from '../support/snapshot-builder';
import { processThat, sourceUnderTest } from '../support/source-under-test';

const admin = roleArn('admin');
const serialNumber = `arn:aws:iam::${ownAccount}:mfa/demo`;
const codes = ['111111', '222222', '333333'];

/** Two Profiles of two Regions each, whose named profiles assume the same role with MFA, in the app without Electron. */
async function promptingApp(sectionOf: (name: string) => readonly string[] = roleSection) {
  const source = await sourceUnderTest();
  const { identities, writeConfig, keyLines, endpoint } = source;
  identities.roles.add({ roleArn: admin, requiresMfa: true });
  identities.mfaDevices.add({ serialNumber, codes });
  const profiles = ['one', 'two'].map((name) => profileOf(name, { regions: [seoul, virginia] }));
  writeConfig(...profiles.flatMap(({ name }) => sectionOf(name)), '[profile base]', keyLines);
  const { store, mfaPrompts: prompts, poller, states, begin, refreshed } = signingInApp(profiles);
  await begin();
  return {
    ...source,
    store,
    prompts,
    states,
    shown: () => store.get().mfaPrompts,
    id: (): string => store.get().mfaPrompts[0]?.id ?? '',
    refreshAll: () => poller.refresh(null),
    /** Gives a code, and waits for what goes on because of it. */
    answer: async (id: string, code: string) => {
      const answer = await prompts.answer(id, code);
      await refreshed();
      return answer;
    },
    codesSent: () => endpoint.calls.filter(({ parameters }) => 'TokenCode' in parameters).length,
  };
}

const roleSection = (name: string): readonly string[] => [
  `[profile ${name}]`,
  ...[`role_arn = ${admin}`, `mfa_serial = ${serialNumber}`, 'source_profile = base'],
];

const waiting = Array.from({ length: 4 }, () => 'mfa-required');
const current = Array.from({ length: 4 }, () => 'current');

describe('a role that wants MFA', () => {
  test('is asked about once for two Profiles and four scopes that share it, and AWS is not asked at all', async () => {
    const { shown, states, endpoint, refreshAll } = await promptingApp();
    expect(states()).toEqual(waiting);
    expect(shown()).toMatchObject([{ roleArn: admin, serialNumber, isDismissed: false }]);
    await refreshAll();
    expect(shown()).toHaveLength(1);
    expect(endpoint.calls).toEqual([]);
  });

  test('lists all four with one code, which is sent once', async () => {
    const { states, answer, id, shown, codesSent, actions } = await promptingApp();
    expect(await answer(id(), '111111')).toEqual({ ok: true, value: null });
    expect(states()).toEqual(current);
    expect(shown()).toEqual([]);
    expect(codesSent()).toBe(1);
    expect(actions().filter((action) => action === 'AssumeRole')).toHaveLength(1);
  });

  test('says that a code is wrong, keeps the question, and takes the next one', async () => {
    const { answer, id, shown, states } = await promptingApp();
    const error = errorOf(await answer(id(), '999999'));
    expect(error).toMatchObject({ code: 'mfa-code-wrong' });
    expect(JSON.stringify(error)).not.toContain('999999');
    expect(shown()).toHaveLength(1);
    expect(states()).toEqual(waiting);
    await answer(id(), '222222');
    expect(states()).toEqual(current);
  });

  test('takes no code twice', async () => {
    const { answer, id, shown, credentialClock, refreshAll } = await promptingApp();
    await answer(id(), '111111');
    credentialClock.advance(hour);
    await refreshAll();
    expect(shown()).toHaveLength(1);
    expect(errorOf(await answer(id(), '111111'))).toMatchObject({ code: 'mfa-code-wrong' });
  });

  test('that was put off stays so, however often the Regions are asked, until the person wants it', async () => {
    const { prompts, id, refreshAll, shown, answer, states } = await promptingApp();
    prompts.setDismissed(id(), true);
    await refreshAll();
    expect(shown()).toMatchObject([{ isDismissed: true }]);
    prompts.setDismissed(id(), false);
    await answer(id(), '111111');
    expect(states()).toEqual(current);
  });

  test('is asked about again once it has ended, also before its time, and lists again', async () => {
    const { answer, id, credentialClock, refreshAll, states, shown } = await promptingApp();
    await answer(id(), '111111');
    credentialClock.advance(hour);
    await refreshAll();
    expect(states()).toEqual(waiting);
    expect(shown()).toHaveLength(1);
    await answer(id(), '222222');
    expect(states()).toEqual(current);
  });

  test('sends a code whose answer was lost not again', async () => {
    const { answer, id, endpoint, codesSent } = await promptingApp();
    endpoint.faults.dropConnection({ action: 'AssumeRole', when: 'after', times: 1 });
    expect(errorOf(await answer(id(), '111111'))).toMatchObject({ code: 'endpoint-unreachable' });
    expect(codesSent(), 'also without an answer').toBe(1);
    expect(errorOf(await answer(id(), '111111')), 'AWS had taken it').toMatchObject({ code: 'mfa-code-wrong' });
  });

  test('and that AWS does not let this person have is told in AWS’s words', async () => {
    const { answer, id, identities } = await promptingApp();
    identities.roles.add({ roleArn: admin, requiresMfa: true, trusts: ['999999999999'] });
    expect(errorOf(await answer(id(), '111111'))).toMatchObject({
      code: 'access-denied',
      detail: expect.stringContaining('sts:AssumeRole'),
    });
  });

  test('has no use for a code that is none', async () => {
    const { answer, id } = await promptingApp();
    expect(errorOf(await answer(id(), 'abc'))).toMatchObject({ code: 'invalid-parameter' });
  });
});

describe('a role that wants MFA in a chain', () => {
  test('as the source of another role is asked about once, and the other one follows it to its end', async () => {
    const last = roleArn('last');
    const { answer, id, identities, states, credentialClock, refreshAll, shown, codesSent } = await promptingApp(
      (name) => [
        ...[`[profile ${name}]`, `role_arn = ${last}`, `source_profile = middle-${name}`],
        ...roleSection(`middle-${name}`),
      ],
    );
    identities.roles.add({ roleArn: last, trusts: [admin] });
    expect(states()).toEqual(waiting);
    expect(shown()).toHaveLength(1);
    await answer(id(), '111111');
    expect(states()).toEqual(current);
    expect(codesSent()).toBe(1);
    credentialClock.advance(hour);
    await refreshAll();
    expect(states(), 'STS refuses the session of the first').toEqual(
      Array.from({ length: 4 }, () => 'expired-credentials'),
    );
    await refreshAll();
    expect(states()).toEqual(waiting);
    await answer(id(), '222222');
    expect(states()).toEqual(current);
  });

  test('after a source that gives new keys each time is asked about once all the same', async () => {
    const first = roleArn('first');
    const { answer, id, identities, states, shown, refreshAll } = await promptingApp((name) => [
      ...[`[profile ${name}]`, `role_arn = ${admin}`, `mfa_serial = ${serialNumber}`, `source_profile = first-${name}`],
      ...[`[profile first-${name}]`, `role_arn = ${first}`, 'source_profile = base'],
    ]);
    identities.roles.add({ roleArn: first });
    await refreshAll();
    expect(states()).toEqual(waiting);
    await refreshAll();
    expect(shown()).toHaveLength(1);
    await answer(id(), '111111');
    expect(states()).toEqual(current);
    expect(shown()).toEqual([]);
  });

  test('after a process is asked about once, and works', async () => {
    const source = await promptingApp((name) => [
      ...[`[profile ${name}]`, `role_arn = ${admin}`, `mfa_serial = ${serialNumber}`, 'source_profile = process'],
    ]);
    const { accessKeyId, secretAccessKey } = source.endpoint.accessKey;
    const keys = JSON.stringify({ Version: 1, AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey });
    source.writeConfig(
      ...['one', 'two'].flatMap((name) => [
        ...[`[profile ${name}]`, `role_arn = ${admin}`, `mfa_serial = ${serialNumber}`, 'source_profile = process'],
      ]),
      ...['[profile process]', `credential_process = ${processThat(`echo '${keys}'`)}`],
    );
    await source.refreshAll();
    await source.answer(source.id(), '111111');
    expect(source.states()).toEqual(current);
  });
});

test('no code is in anything that the app shows or the endpoint notes', async () => {
  const { answer, id, store, endpoint } = await promptingApp();
  await answer(id(), '999999');
  await answer(id(), '111111');
  for (const code of ['999999', '111111']) {
    expect(JSON.stringify([store.get(), endpoint.calls])).not.toContain(code);
  }
});
