import { expect, test } from 'vitest';
import { CallLog } from '../../../src/demo/call-log';

/** The parameters as the log holds them. */
function logged(parameters: Readonly<Record<string, string>>): Readonly<Record<string, string>> | undefined {
  const log = new CallLog();
  log.add({ action: 'Any', region: '', parameters, at: 0, outcome: { kind: 'answered' } });
  return log.calls[0]?.parameters;
}

test.each([
  'TokenCode',
  'WebIdentityToken',
  'clientSecret',
  'deviceCode',
  'refreshToken',
  'code',
  'codeVerifier',
  'X-Amz-Security-Token',
])('What %s carries is not written down', (name) => {
  expect(logged({ [name]: 'secret', Action: 'Any' })).toEqual({ [name]: '***', Action: 'Any' });
});

test.each(['NextToken', 'next_token', 'InstanceId.1', 'RoleArn', 'SerialNumber', 'clientId'])(
  'What %s carries is no secret, and there to be looked at',
  (name) => {
    expect(logged({ [name]: 'value' })).toEqual({ [name]: 'value' });
  },
);
