import { describe, expect, test } from 'vitest';
import type { AccessKey } from '../../../src/demo/access-keys';
import type { SignedRequest } from '../../../src/demo/signature-v4';
import { checkSignature } from '../../../src/demo/signature-v4';

// The published test suite of Signature Version 4 (aws-sig-v4-test-suite: get-vanilla, post-x-www-form-urlencoded).
const key: AccessKey = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const signedAt = Date.parse('2015-08-30T12:36:00Z');
const credential = 'AKIDEXAMPLE/20150830/us-east-1/service/aws4_request';
const getSignature = '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31';
const postSignature = 'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a';

function getVanilla(
  changes: Partial<SignedRequest> = {},
  headers: Readonly<Record<string, string>> = {},
): SignedRequest {
  return {
    method: 'GET',
    path: '/',
    query: '',
    headers: new Map(
      Object.entries({
        host: 'example.amazonaws.com',
        'x-amz-date': '20150830T123600Z',
        authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host;x-amz-date, Signature=${getSignature}`,
        ...headers,
      }),
    ),
    body: new Uint8Array(),
    ...changes,
  };
}

const postForm = (body: string): SignedRequest => ({
  ...getVanilla(
    {},
    {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=content-type;host;x-amz-date, Signature=${postSignature}`,
    },
  ),
  method: 'POST',
  body: Buffer.from(body),
});

describe('a signature', () => {
  test('of the published test suite is accepted, and says for which Region and service it is', () => {
    const expected = { ok: true, key, scope: { region: 'us-east-1', service: 'service' } };
    expect(checkSignature(getVanilla(), [key], signedAt)).toEqual(expected);
    expect(checkSignature(postForm('Param1=value1'), [key], signedAt)).toEqual(expected);
  });

  test.each<[string, SignedRequest]>([
    ['method', getVanilla({ method: 'POST' })],
    ['path', getVanilla({ path: '/other' })],
    ['query', getVanilla({ query: 'Action=StopInstances' })],
    ['body', postForm('Param1=value2')],
    ['signed header', getVanilla({}, { host: 'localhost' })],
  ])('does not fit a changed %s', (_what, request) => {
    expect(checkSignature(request, [key], signedAt)).toMatchObject({ ok: false, failure: 'mismatch' });
  });

  test('does not fit another secret', () => {
    const other = { ...key, secretAccessKey: 'other' };
    expect(checkSignature(getVanilla(), [other], signedAt)).toMatchObject({ failure: 'mismatch' });
  });

  test('must belong to a body that has the hash it claims', () => {
    const request = getVanilla({}, { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' });
    expect(checkSignature(request, [key], signedAt)).toMatchObject({ failure: 'mismatch' });
  });

  test.each([
    [-15 * 60_000, 'too-new'],
    [15 * 60_000, 'too-old'],
  ])('is good until the clocks are %d ms apart, and then %s', (skew, failure) => {
    const step = Math.sign(skew);
    expect(checkSignature(getVanilla(), [key], signedAt + skew)).toMatchObject({ ok: true });
    expect(checkSignature(getVanilla(), [key], signedAt + skew + step)).toMatchObject({ ok: false, failure });
  });

  test.each([
    ['nothing', 'missing', { authorization: undefined }],
    ['another scheme', 'incomplete', { authorization: 'Basic dXNlcjpwYXNz' }],
    ['garbage', 'incomplete', { authorization: 'AWS4-HMAC-SHA256 ,,,===' }],
    ['no date', 'incomplete', { 'x-amz-date': undefined }],
    ['an impossible date', 'incomplete', { 'x-amz-date': '20159930T123600Z' }],
    ['a date of another day', 'incomplete', { 'x-amz-date': '20150831T123600Z' }],
    ['a session token it does not cover', 'incomplete', { 'x-amz-security-token': 'token' }],
  ])('with %s is %s', (_what, failure, headers) => {
    const all = new Map(getVanilla().headers);
    for (const [name, value] of Object.entries(headers)) {
      if (value === undefined) all.delete(name);
      else all.set(name, value);
    }
    expect(checkSignature(getVanilla({ headers: all }), [key], signedAt)).toMatchObject({ ok: false, failure });
  });

  test('that leaves the host out is incomplete', () => {
    const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=x-amz-date, Signature=${getSignature}`;
    expect(checkSignature(getVanilla({}, { authorization }), [key], signedAt)).toMatchObject({ failure: 'incomplete' });
  });

  test('by an unknown key is told apart from a wrong one', () => {
    expect(checkSignature(getVanilla(), [], signedAt)).toMatchObject({ failure: 'unknown-key' });
  });

  test('of temporary credentials needs their session token', () => {
    const temporary = { ...key, sessionToken: 'token' };
    expect(checkSignature(getVanilla(), [temporary], signedAt)).toMatchObject({ failure: 'wrong-session-token' });
  });

  test('of temporary credentials is worth nothing once they have ended', () => {
    expect(checkSignature(getVanilla(), [{ ...key, expiresAt: signedAt }], signedAt)).toMatchObject({
      failure: 'expired-key',
    });
  });
});
