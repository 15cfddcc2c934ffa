import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { answerOf } from '../support/endpoint-scope';
import { hour, ownAccount, roleArn } from '../support/sign-in-endpoint';
import { errorWithout, sourceUnderTest } from '../support/source-under-test';

const developer = roleArn('developer');
const token = 'header.TOKENOFTHEWORKLOAD.signature';

/** A profile `work` that gets its role for the token in a file. */
async function webIdentityUnderTest(...lines: readonly string[]) {
  const source = await sourceUnderTest();
  source.identities.roles.add({ roleArn: developer });
  source.identities.roles.addWebIdentity({ token, roleArns: [developer] });
  const tokenFile = path.join(source.files.home, 'token');
  writeFileSync(tokenFile, token);
  source.writeConfig('[profile work]', `role_arn = ${developer}`, `web_identity_token_file = ${tokenFile}`, ...lines);
  return { ...source, tokenFile };
}

describe('a web identity', () => {
  test('is let in to its role, under the name of the profile’s session', async () => {
    const { scopeClient, whoIs } = await webIdentityUnderTest('role_session_name = kim');
    expect(answerOf(await scopeClient().listInstances())).toHaveLength(1);
    expect(answerOf(await whoIs()).arn).toBe(`arn:aws:sts::${ownAccount}:assumed-role/developer/kim`);
  });

  test('of the environment is let in as well', async () => {
    const { writeConfig, tokenFile, scopeClient } = await webIdentityUnderTest();
    writeConfig('');
    vi.stubEnv('AWS_WEB_IDENTITY_TOKEN_FILE', tokenFile);
    vi.stubEnv('AWS_ROLE_ARN', developer);
    expect(answerOf(await scopeClient({ kind: 'environment' }).listInstances())).toHaveLength(1);
  });

  test('whose session has ended gets another one with the token that is in the file by then', async () => {
    const { scopeClient, credentialClock, identities, tokenFile } = await webIdentityUnderTest();
    const client = scopeClient();
    answerOf(await client.listInstances());
    credentialClock.advance(hour);
    identities.roles.addWebIdentity({ token: 'the.next.token', roleArns: [developer] });
    writeFileSync(tokenFile, 'the.next.token');
    expect(answerOf(await client.listInstances())).toHaveLength(1);
  });

  test('whose token has ended is told so', async () => {
    const { scopeClient, identities, credentialClock } = await webIdentityUnderTest();
    identities.roles.addWebIdentity({ token, roleArns: [developer], expiresAt: credentialClock.now() + hour });
    const client = scopeClient();
    answerOf(await client.listInstances());
    credentialClock.advance(hour);
    expect(errorWithout([token], await client.listInstances())).toMatchObject({
      code: 'expired-credentials',
      awsCode: 'ExpiredTokenException',
    });
  });

  test('that the role is not for is told AWS’s own words', async () => {
    const { scopeClient, identities } = await webIdentityUnderTest();
    identities.roles.addWebIdentity({ token, roleArns: [] });
    expect(errorWithout([token], await scopeClient().listInstances())).toMatchObject({
      code: 'access-denied',
      detail: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    });
  });

  test.each([
    ['is missing', (): string => '/nonexistent/token', 'no-credentials'],
    [
      'is a folder',
      (home: string): string => {
        mkdirSync(path.join(home, 'folder'));
        return path.join(home, 'folder');
      },
      'no-credentials',
    ],
    ['is empty', written(''), 'invalid-credentials'],
    ['is not a token', written('no token at all'), 'invalid-credentials'],
  ])('whose token file %s is told as such', async (_what, fileIn, code) => {
    const { writeConfig, scopeClient, files } = await webIdentityUnderTest();
    writeConfig('[profile work]', `role_arn = ${developer}`, `web_identity_token_file = ${fileIn(files.home)}`);
    expect(errorWithout([token], await scopeClient().listInstances())).toMatchObject({ code });
  });

  test('for a role whose ARN is none is told what AWS objects to', async () => {
    const { writeConfig, scopeClient, tokenFile } = await webIdentityUnderTest();
    writeConfig('[profile work]', 'role_arn = developer', `web_identity_token_file = ${tokenFile}`);
    expect(errorWithout([token], await scopeClient().listInstances())).toMatchObject({
      code: 'invalid-parameter',
      detail: 'developer is invalid',
    });
  });
});

function written(text: string): (home: string) => string {
  return (home) => {
    const file = path.join(home, 'other-token');
    writeFileSync(file, text);
    return file;
  };
}
