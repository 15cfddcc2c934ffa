import { writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import path from 'node:path';
import { generate } from 'selfsigned';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { callerIdentity } from '../../src/main/aws/caller-identity';
import type { ProfileCredentials } from '../../src/main/aws/credentials';
import { ssoSignInClient } from '../../src/main/aws/device-authorization';
import { proxyChooser } from '../../src/main/aws/proxy';
import { createScopeClient, type ScopeClient } from '../../src/main/aws/scope-client';
import type { CredentialSource } from '../../src/shared/model';
import { awsFiles } from '../support/aws-files';
import { connectProxy } from '../support/connect-proxy';
import { answerOf, errorOf, profileCredentials } from '../support/endpoint-scope';
import { listenOnLoopback } from '../support/loopback-server';
import { seoul } from '../support/snapshot-builder';
import { temporaryDirectory } from '../support/temporary-directory';

const keys = 'aws_access_key_id = AKIAX\naws_secret_access_key = x\n';
const work: CredentialSource = { kind: 'named-profile', profileName: 'work' };
const noSystemProxy = async () => 'DIRECT';
const PROXY_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'].flatMap((name) => [
  name,
  name.toLowerCase(),
]);

/** No proxy but what the test sets, and a configuration that names none of AWS's endpoints. */
function configured(config: string): void {
  awsFiles(config);
  for (const name of PROXY_VARIABLES) vi.stubEnv(name, undefined);
}

const signedIn = (systemProxy = noSystemProxy): ProfileCredentials =>
  profileCredentials({ proxyFor: proxyChooser(systemProxy) });

function ec2(credentials: ProfileCredentials, endpointUrl: string | null = null): ScopeClient {
  const client = createScopeClient(seoul, () => credentials.accessFor({ source: work, endpointUrl }));
  onTestFinished(() => client.close());
  return client;
}

describe('the proxy that the environment names', () => {
  test('is what EC2, STS and IAM are reached by', async () => {
    const proxy = await connectProxy();
    configured(`[profile work]\n${keys}`);
    vi.stubEnv('HTTPS_PROXY', proxy.url);
    const credentials = signedIn();
    expect((await ec2(credentials).listInstances()).ok).toBe(false);
    await callerIdentity(seoul, (service) => credentials.accessFor({ source: work, endpointUrl: null }, service));
    expect(new Set(proxy.asked)).toEqual(
      new Set(['ec2.ap-northeast-2.amazonaws.com:443', 'sts.ap-northeast-2.amazonaws.com:443']),
    );
  }, 30_000);

  test('is what a role is assumed by', async () => {
    const proxy = await connectProxy();
    configured(
      `[profile work]\nrole_arn = arn:aws:iam::123456789012:role/a\nsource_profile = base\nregion = eu-west-1\n[profile base]\n${keys}`,
    );
    vi.stubEnv('HTTPS_PROXY', proxy.url);
    await ec2(signedIn()).listInstances();
    expect(new Set(proxy.asked)).toEqual(new Set(['sts.eu-west-1.amazonaws.com:443']));
  }, 30_000);

  test('is what IAM Identity Center is signed in to by', async () => {
    const proxy = await connectProxy();
    configured('');
    vi.stubEnv('HTTPS_PROXY', proxy.url);
    const client = ssoSignInClient({
      session: { name: 'corp', startUrl: 'https://corp.awsapps.com/start', region: 'us-east-1', scopes: ['a'] },
      profileName: null,
      proxyFor: proxyChooser(noSystemProxy),
      now: Date.now,
    });
    onTestFinished(() => client.close());
    expect((await client.begin()).ok).toBe(false);
    expect(new Set(proxy.asked)).toEqual(new Set(['oidc.us-east-1.amazonaws.com:443']));
  }, 30_000);

  test('is left out where NO_PROXY says so, and for this computer itself', async () => {
    const proxy = await connectProxy();
    configured(`[profile work]\n${keys}`);
    vi.stubEnv('HTTP_PROXY', proxy.url);
    vi.stubEnv('HTTPS_PROXY', proxy.url);
    vi.stubEnv('NO_PROXY', '.amazonaws.com');
    const systemProxy = vi.fn(async () => `PROXY ${proxy.url.slice('http://'.length)}`);
    const proxyFor = proxyChooser(systemProxy);
    expect(await proxyFor('https://ec2.ap-northeast-2.amazonaws.com/')).toBe('');
    expect(systemProxy, 'NO_PROXY is meant for the system’s proxy as well').not.toHaveBeenCalled();
    expect((await ec2(signedIn(systemProxy), 'http://127.0.0.1:1').listInstances()).ok).toBe(false);
    expect(proxy.asked).toEqual([]);
  });
});

test('the proxy that this computer is set to is taken where the environment names none', async () => {
  const proxy = await connectProxy();
  configured(`[profile work]\n${keys}`);
  const host = proxy.url.slice('http://'.length);
  await ec2(signedIn(async () => `PROXY ${host}; DIRECT`)).listInstances();
  expect(new Set(proxy.asked)).toEqual(new Set(['ec2.ap-northeast-2.amazonaws.com:443']));
}, 30_000);

describe('the flags of a named profile', () => {
  test.each([
    ['use_fips_endpoint', 'ec2-fips.ap-northeast-2.amazonaws.com:443'],
    ['use_dualstack_endpoint', 'ec2.ap-northeast-2.api.aws:443'],
  ])(
    '%s chooses the endpoint of EC2',
    async (flag, host) => {
      const proxy = await connectProxy();
      configured(`[profile work]\n${flag} = true\n${keys}`);
      vi.stubEnv('HTTPS_PROXY', proxy.url);
      await ec2(signedIn()).listInstances();
      expect(new Set(proxy.asked)).toEqual(new Set([host]));
    },
    30_000,
  );

  test('use_fips_endpoint chooses that of STS too, for the caller and for a role', async () => {
    const proxy = await connectProxy();
    configured(
      [
        '[profile work]',
        'region = us-east-1',
        'use_fips_endpoint = true',
        'role_arn = arn:aws:iam::123456789012:role/a',
        'source_profile = base',
        `[profile base]\n${keys}`,
      ].join('\n'),
    );
    vi.stubEnv('HTTPS_PROXY', proxy.url);
    await ec2(signedIn()).listInstances();
    expect(new Set(proxy.asked)).toEqual(new Set(['sts-fips.us-east-1.amazonaws.com:443']));
  }, 30_000);
});

describe('a certificate of one’s own', () => {
  const EMPTY_LIST = '<DescribeInstancesResponse><requestId>r</requestId><reservationSet/></DescribeInstancesResponse>';

  /** EC2 with a certificate that nobody else vouches for, and the file that does. */
  async function ownServer() {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
      extensions: [
        {
          name: 'subjectAltName',
          altNames: [
            { type: 2, value: 'localhost' },
            { type: 7, ip: '127.0.0.1' },
          ],
        },
      ],
    });
    const server = createServer({ key, cert }, (request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'text/xml' }).end(EMPTY_LIST);
    });
    const port = await listenOnLoopback(server);
    const bundle = path.join(temporaryDirectory(), 'ca.pem');
    writeFileSync(bundle, cert);
    return { url: `https://localhost:${port}`, port, bundle };
  }

  test('is not trusted by itself', async () => {
    const { url } = await ownServer();
    configured(`[profile work]\n${keys}`);
    expect(errorOf(await ec2(signedIn(), url).listInstances())).toMatchObject({ code: 'tls-failure' });
  });

  test.each(['AWS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS'])('is trusted where %s names its file', async (variable) => {
    const { url, bundle } = await ownServer();
    configured(`[profile work]\n${keys}`);
    vi.stubEnv(variable, bundle);
    expect(answerOf(await ec2(signedIn(), url).listInstances())).toEqual([]);
  });

  test('is trusted through a proxy as well, where ca_bundle names its file', async () => {
    const { port, bundle } = await ownServer();
    const proxy = await connectProxy(port);
    configured(`[profile work]\nca_bundle = ${bundle}\n${keys}`);
    vi.stubEnv('HTTPS_PROXY', proxy.url);
    const client = ec2(signedIn(), 'https://localhost.example');
    expect(errorOf(await client.listInstances()), 'of another name it is not').toMatchObject({ code: 'tls-failure' });
    expect(proxy.asked).toContain('localhost.example:443');
  });
});
