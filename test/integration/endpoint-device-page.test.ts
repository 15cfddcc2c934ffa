import { describe, expect, test } from 'vitest';
import type { RunningEndpoint } from '../../src/demo/endpoint';
import type { SignInEndpoint } from '../support/sign-in-endpoint';
import { signInEndpoint } from '../support/sign-in-endpoint';

const startUrl = 'https://corp.awsapps.com/start';

function waitingDevice({ identities: { sso } }: SignInEndpoint) {
  const { clientId, clientSecret } = sso.register(true);
  const { userCode, deviceCode } = sso.startDeviceAuthorization(clientId, clientSecret, startUrl);
  return { userCode, ask: () => sso.exchangeDeviceCode(clientId, clientSecret, deviceCode) };
}

async function visit({ url }: RunningEndpoint, query: Readonly<Record<string, string>>, headers = {}) {
  const answer = await fetch(`${url}/device?${new URLSearchParams(query)}`, { headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** The key that the page hides in its form. */
const decisionKeyIn = (page: string) => /name="decision_key" value="([^"]+)"/.exec(page)?.[1] ?? '';

describe('The page for devices', () => {
  test.each([
    ['allowed', 'Allow'],
    ['denied', 'Deny'],
  ])('has a button after which the device is %s', async (decision, label) => {
    const underTest = await signInEndpoint();
    const { userCode, ask } = waitingDevice(underTest);
    const page = await visit(underTest.endpoint, { user_code: userCode });
    expect(page.text).toContain(userCode);
    expect(page.text).toContain(`<button name="decision" value="${decision}">${label}</button>`);
    const decided = await visit(underTest.endpoint, {
      user_code: userCode,
      decision_key: decisionKeyIn(page.text),
      decision,
    });
    expect(decided).toMatchObject({ status: 200, text: expect.stringContaining(`The device was ${decision}`) });
    if (decision === 'allowed') expect(ask()).toMatchObject({ accessToken: expect.any(String) });
    else expect(ask).toThrow(expect.objectContaining({ code: 'AccessDeniedException' }));
  });

  test('asks for the code where the address has none, and takes it as people type it', async () => {
    const underTest = await signInEndpoint();
    const { userCode } = waitingDevice(underTest);
    expect((await visit(underTest.endpoint, {})).text).toContain('<input name="user_code"');
    const typed = await visit(underTest.endpoint, { user_code: ` ${userCode.toLowerCase()} ` });
    expect(typed.text).toContain('Allow');
  });

  test('knows no code that is made up, and shows none as markup', async () => {
    const { endpoint } = await signInEndpoint();
    const page = await visit(endpoint, { user_code: '"><script>alert(1)</script>' });
    expect(page.status).toBe(404);
    expect(page.text).not.toContain('<script>');
    expect(page.text).not.toContain('Allow');
  });

  test('takes no decision from a site that has not read it, and cannot be framed', async () => {
    const underTest = await signInEndpoint();
    const { userCode } = waitingDevice(underTest);
    for (const decision_key of ['', 'guessed', 'x'.repeat(32)]) {
      const answer = await visit(underTest.endpoint, { user_code: userCode, decision: 'allowed', decision_key });
      expect(answer.status).toBe(403);
    }
    const { headers } = await visit(underTest.endpoint, { user_code: userCode });
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
    expect(underTest.identities.sso.pendingUserCodes).toEqual([userCode]);
  });

  test('is behind the same guards as everything else', async () => {
    const { endpoint } = await signInEndpoint();
    const origin = 'https://evil.example';
    expect((await visit(endpoint, {}, { origin })).status).toBe(403);
    const posted = await fetch(`${endpoint.url}/device`, { method: 'POST', headers: { origin: endpoint.url } });
    expect(posted.status).toBe(403);
  });

  test('is no call of an API: the log does not have it', async () => {
    const { endpoint } = await signInEndpoint();
    await visit(endpoint, {});
    expect(endpoint.calls).toEqual([]);
  });
});
