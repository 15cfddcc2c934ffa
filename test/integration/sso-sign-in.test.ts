import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fromSSO } from '@aws-sdk/credential-providers';
import { describe, expect, test } from 'vitest';
import { awsCli, needsAwsCli } from '../support/aws-cli';
import { errorOf } from '../support/endpoint-scope';
import { hour, ownAccount, signedInWithSso } from '../support/sign-in-endpoint';
import { profileOf, signingInApp } from '../support/signing-in-app';
import { seoul, virginia } from '../support/snapshot-builder';
import { sourceUnderTest } from '../support/source-under-test';

const startUrl = 'https://corp.awsapps.com/start';
const minute = 60_000;
/** The SDK waits half a minute between two renewals of one session: each test has one of its own. */
let sessions = 0;

/** Two Profiles of one session to which nobody has signed in yet; the endpoint may be asked as often as one likes. */
async function signedOutApp({ isLegacy = false } = {}) {
  const source = await sourceUnderTest();
  const { identities, writeConfig, files } = source;
  identities.sso.settings.intervalSeconds = 0;
  identities.ssoAssignments.assign({ accountId: ownAccount, roleNames: ['Developer', 'ReadOnly'] });
  sessions += 1;
  const session = isLegacy ? startUrl : `sign-in-${sessions}`;
  const where = [`sso_start_url = ${startUrl}`, 'sso_region = us-east-1'];
  const profile = (name: string, roleName: string) => [
    ...[`[profile ${name}]`, `sso_account_id = ${ownAccount}`, `sso_role_name = ${roleName}`],
    ...(isLegacy ? where : [`sso_session = ${session}`]),
  ];
  const ofSession = isLegacy ? [] : [`[sso-session ${session}]`, ...where];
  writeConfig(...profile('work', 'Developer'), ...profile('other', 'ReadOnly'), ...ofSession);
  const work = profileOf('work');
  const app = signingInApp([work, profileOf('other', { regions: [virginia] })]);
  await app.begin();
  const phase = () => app.store.get().signIns[0]?.state.phase ?? null;
  return {
    ...source,
    ...app,
    work,
    session,
    phase,
    cacheFolder: path.join(files.home, '.aws', 'sso', 'cache'),
    isListed: () => app.until(({ scopes }) => scopes.every(({ freshness }) => freshness.kind === 'current')),
    whenFailed: () => app.until(({ signIns }) => signIns[0]?.state.phase === 'failed'),
    failure: () => {
      const state = app.store.get().signIns[0]?.state;
      return state?.phase === 'failed' ? state.error.code : null;
    },
    /** What the person does in the browser. */
    decide: (decision: 'allowed' | 'denied') => {
      for (const userCode of identities.sso.pendingUserCodes) identities.sso.decide(userCode, decision);
    },
  };
}

describe('signing in from the app', () => {
  test('shows the code, opens one page, and lists what all Profiles of the session have', async () => {
    const { states, signIns, work, phase, store, opened, decide, isListed, endpoint } = await signedOutApp();
    expect(states()).toEqual(['sign-in-required', 'sign-in-required']);
    expect(await signIns.begin(work.id)).toEqual({ ok: true, value: null });
    expect(phase()).toBe('waiting');
    const { userCode } = endpointCode(opened);
    expect(store.get().signIns).toMatchObject([{ state: { userCode, verificationUri: `${endpoint.url}/device` } }]);
    decide('allowed');
    await isListed();
    expect(store.get().signIns).toEqual([]);
    expect(opened).toHaveLength(1);
  });

  test('writes the token as the AWS CLI does, for nobody else to read', async () => {
    const { signIns, work, decide, isListed, files, session, cacheFolder } = await signedOutApp();
    await signIns.begin(work.id);
    decide('allowed');
    await isListed();
    expect(files.readSsoToken(session)).toEqual({
      startUrl,
      region: 'us-east-1',
      accessToken: expect.stringMatching(/./),
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      clientId: expect.stringMatching(/./),
      clientSecret: expect.stringMatching(/./),
      registrationExpiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      refreshToken: expect.stringMatching(/./),
    });
    const [file, ...others] = readdirSync(cacheFolder);
    expect(others, 'files besides it').toEqual([]);
    expect((statSync(path.join(cacheFolder, file ?? '')).mode & 0o777).toString(8)).toBe('600');
  });

  test.each([false, true])('serves the SDK’s own provider as well (older form: %s)', async (isLegacy) => {
    const { signIns, work, decide, isListed } = await signedOutApp({ isLegacy });
    await signIns.begin(work.id);
    decide('allowed');
    await isListed();
    await expect(fromSSO({ profile: 'work', ignoreCache: true })()).resolves.toMatchObject({
      accessKeyId: expect.stringMatching(/^ASIA/),
    });
  });

  test('serves the AWS CLI as well', async (context) => {
    needsAwsCli(context);
    const { signIns, work, decide, isListed, files, endpoint } = await signedOutApp();
    await signIns.begin(work.id);
    decide('allowed');
    await isListed();
    const environment = {
      HOME: files.home,
      AWS_CONFIG_FILE: files.configFile,
      AWS_ENDPOINT_URL: endpoint.url,
      AWS_DEFAULT_REGION: seoul,
    };
    const arn = await awsCli(environment, ...['sts', 'get-caller-identity', '--query', 'Arn', '--profile', 'work']);
    expect(arn).toMatch(/AWSReservedSSO_Developer_\w{16}\/anna$/);
  });

  test('a second time opens the page again, and no second sign-in', async () => {
    const { signIns, work, opened, actions } = await signedOutApp();
    await signIns.begin(work.id);
    await signIns.begin(work.id);
    expect(new Set(opened).size).toBe(1);
    expect(opened).toHaveLength(2);
    expect(actions().filter((action) => action === 'StartDeviceAuthorization')).toHaveLength(1);
  });

  test('that the person denies says so, writes nothing, and can be begun again', async () => {
    const { signIns, work, decide, whenFailed, failure, cacheFolder, isListed } = await signedOutApp();
    await signIns.begin(work.id);
    decide('denied');
    await whenFailed();
    expect(failure()).toBe('sign-in-denied');
    expect(readdirSync(cacheFolder)).toEqual([]);
    await signIns.begin(work.id);
    decide('allowed');
    await isListed();
  });

  test('that nobody answers in time says so, and AWS is not asked any longer', async () => {
    const { signIns, work, credentialClock, whenFailed, failure, actions } = await signedOutApp();
    await signIns.begin(work.id);
    credentialClock.advance(10 * minute);
    await whenFailed();
    expect(failure()).toBe('sign-in-timed-out');
    const asked = actions().length;
    await signIns.openPage('none');
    expect(actions()).toHaveLength(asked);
  });

  test('that is cancelled is gone, and what the person allows after that is not taken', async () => {
    const { signIns, work, store, decide, cacheFolder, session, states } = await signedOutApp();
    await signIns.begin(work.id);
    signIns.cancel(session);
    decide('allowed');
    expect(store.get().signIns).toEqual([]);
    expect(readdirSync(cacheFolder)).toEqual([]);
    expect(states()).toEqual(['sign-in-required', 'sign-in-required']);
  });

  test('that AWS refuses says why', async () => {
    const { signIns, work, endpoint, failure } = await signedOutApp();
    endpoint.faults.fail({ action: 'RegisterClient', code: 'InvalidRequestException', message: 'No such client.' });
    expect(errorOf(await signIns.begin(work.id))).toMatchObject({ code: 'invalid-parameter' });
    expect(failure()).toBe('invalid-parameter');
  });

  test('keeps no secret of it in what is shown', async () => {
    const { signIns, work, decide, isListed, files, session, store } = await signedOutApp();
    await signIns.begin(work.id);
    const seen: string[] = [];
    store.subscribe((snapshot) => seen.push(JSON.stringify(snapshot)));
    decide('allowed');
    await isListed();
    const token = JSON.stringify(files.readSsoToken(session));
    for (const [, secret] of token.matchAll(/"(?:accessToken|refreshToken|clientSecret)":"([^"]+)"/g)) {
      expect(secret).toMatch(/.{20}/);
      expect(seen.filter((text) => text.includes(secret ?? ''))).toEqual([]);
    }
  });
});

describe('a session', () => {
  test('that ends while the app runs asks again, and the data that were there stay, marked as old', async () => {
    const { signIns, work, decide, isListed, identities, credentialClock, poller, states, store, outsideChanges } =
      await signedOutApp();
    await signIns.begin(work.id);
    decide('allowed');
    await isListed();
    await outsideChanges.look();
    identities.sso.endSessions();
    credentialClock.advance(2 * hour);
    await poller.refresh(null);
    expect(states()).toEqual(['sign-in-required', 'sign-in-required']);
    expect(store.get().scopes[0]?.instances).toHaveLength(1);
    await signIns.begin(work.id);
    decide('allowed');
    await isListed();
  });

  test('that another program signs in to is noticed within 2 s, with no click', async () => {
    const { watch, files, identities, session, isListed, opened } = await signedOutApp();
    await watch();
    const before = Date.now();
    files.writeSsoToken(session, { startUrl, region: 'us-east-1', ...signedInWithSso(identities) });
    await isListed();
    expect(Date.now() - before).toBeLessThan(2_000);
    expect(opened).toEqual([]);
  });
});

function endpointCode([page = '']: readonly string[]): { readonly userCode: string } {
  return { userCode: new URL(page).searchParams.get('user_code') ?? '' };
}
