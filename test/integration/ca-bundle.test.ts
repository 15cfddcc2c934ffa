import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import { describe, expect, test, vi } from 'vitest';
import { trustedCertificates } from '../../src/main/aws/ca-bundle';
import { awsFiles } from '../support/aws-files';
import { errorOf, scopeClientOf } from '../support/endpoint-scope';
import { temporaryDirectory } from '../support/temporary-directory';

/** A bundle file; its text need be no certificate to be handed on. */
function bundle(): string {
  const file = path.join(temporaryDirectory(), 'ca.pem');
  writeFileSync(file, 'OUR COMPANY');
  return file;
}

describe('the certificates to trust', () => {
  test('are Node’s own where nothing is set', async () => {
    awsFiles('[profile work]\nregion = us-east-1\n');
    expect(await trustedCertificates('work')).toBeNull();
  });

  test('are Node’s own and those of AWS_CA_BUNDLE', async () => {
    awsFiles('[profile work]\nregion = us-east-1\n');
    vi.stubEnv('AWS_CA_BUNDLE', bundle());
    expect(await trustedCertificates('work')).toEqual([...rootCertificates, 'OUR COMPANY']);
  });

  test('are Node’s own and those of the named profile’s ca_bundle', async () => {
    awsFiles(`[default]\nregion = us-east-1\n[profile work]\nca_bundle = ${bundle()}\n`);
    expect(await trustedCertificates('work')).toContain('OUR COMPANY');
    expect(await trustedCertificates('default')).toBeNull();
  });

  test('that cannot be read are told as such, and not as trouble with AWS', async () => {
    awsFiles('[profile work]\naws_access_key_id = a\naws_secret_access_key = b\nca_bundle = /nowhere/ca.pem\n');
    const client = scopeClientOf({ kind: 'named-profile', profileName: 'work' }, 'https://127.0.0.1:1');
    expect(errorOf(await client.listInstances())).toMatchObject({ code: 'config-unreadable' });
  });
});
