import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redacted, redactedText } from '../../../src/main/log-redaction';

const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const sessionToken = `IQoJb3JpZ2luX2VjE${'aB3/'.repeat(60)}==`;

const written = (value: unknown): string => inspect(redacted(value), { depth: 20, maxArrayLength: null });

describe('what is logged', () => {
  test('has no access key, secret or token in it, by whatever name and however deep it stands there', () => {
    const secrets = fc.constantFrom(accessKeyId, secretAccessKey, sessionToken);
    const holders = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.anything(),
        secrets,
        secrets.map((secret) => `of ${secret}, it was said`),
        secrets.map((secret) => new Error(`could not sign with ${secret}`, { cause: { secret } })),
        fc.dictionary(fc.string(), tie('value')),
        fc.array(tie('value')),
        fc.tuple(fc.string(), tie('value')).map(([key, inner]) => new Map([[key, inner]])),
      ),
    }));
    fc.assert(
      fc.property(holders.value, (value) => {
        const text = written(value);
        for (const secret of [accessKeyId, secretAccessKey, sessionToken]) expect(text).not.toContain(secret);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['a short password', { password: 'hunter2' }, 'hunter2'],
    ['a header', { headers: { 'x-amz-security-token': 'short' } }, 'short'],
    ['a cookie', { 'Set-Cookie': 'sid=1' }, 'sid=1'],
    ['an MFA code', { code: '123456' }, '123456'],
    ['a token in a query', 'https://example.com/?X-Amz-Security-Token=abc&b=1', 'abc'],
    ['a bearer token in a header', 'Authorization: Bearer abc.def', 'abc.def'],
    ['a token in a piece of JSON', '{"accessToken":"abc"}', 'abc'],
  ])('has nothing of %s', (_what, value, secret) => {
    expect(written(value)).toContain('[redacted]');
    expect(written(value)).not.toContain(secret);
  });

  test.each([
    [{ command: 'startInstances', code: 'access-denied', count: 3 }],
    ['/home/anna/.config/ec2-tray/journal/journal.jsonl'],
    [{ where: 'ec2.ap-northeast-2.amazonaws.com', instanceId: 'i-0123456789abcdef0' }],
  ])('tells what is no secret as it is: %j', (value) => {
    expect(redacted(value)).toEqual(value);
  });

  test('has of an error its name, message, code and stack, and not what the SDK hangs on it', () => {
    const error = Object.assign(new Error('no'), {
      code: 'ECONNRESET',
      $response: { body: 'all of it' },
      $metadata: {},
    });
    expect(redacted(error)).toEqual({
      name: 'Error',
      message: 'no',
      code: 'ECONNRESET',
      stack: expect.arrayContaining([expect.stringMatching(/^at /)]),
    });
  });

  test('has no line that a name begins', () => {
    expect(redactedText('web\n[2026-11-24 10:00:00.000] [error] made up\u001b[31m')).not.toMatch(/\p{Cc}/u);
  });

  test('ends where an object leads back to itself, and runs no getter', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    Object.defineProperty(circle, 'trap', {
      enumerable: true,
      get: () => {
        throw new Error('it was run');
      },
    });
    expect(redacted(circle)).toEqual({ self: '[circular]' });
  });
});
