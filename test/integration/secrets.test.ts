import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { awsFiles } from '../support/aws-files';
import { errorOf, scopeClientOf } from '../support/endpoint-scope';
import { temporaryDirectory } from '../support/temporary-directory';

describe('a secret in what goes wrong', () => {
  test('of a credential process, in its command line or its output, is told to nobody', async () => {
    const program = path.join(temporaryDirectory(), 'credentials.sh');
    writeFileSync(program, '#!/bin/sh\necho "using AWS_SECRET=TOPSECRET token=SESSIONTOKEN" >&2\nexit 1\n', {
      mode: 0o700,
    });
    awsFiles(`[profile leaky]\nregion = us-east-1\ncredential_process = ${program} --password HUNTER2\n`);

    const answer = await scopeClientOf(
      { kind: 'named-profile', profileName: 'leaky' },
      'http://127.0.0.1:1',
    ).listInstances();
    const told = JSON.stringify(errorOf(answer));
    expect(errorOf(answer)).toMatchObject({ code: 'no-credentials', detail: null });
    expect(told).not.toMatch(/HUNTER2|TOPSECRET|SESSIONTOKEN/);
  });
});
