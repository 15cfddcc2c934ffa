import type { IncomingHttpHeaders, RequestOptions } from 'node:http';
import { request } from 'node:http';
import { connect } from 'node:net';
import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { startEndpoint } from '../../src/demo/endpoint';
import { ec2Client, endpointUnderTest } from '../unit/demo/endpoint-clients';

interface RawAnswer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function send(url: string, options: RequestOptions, body = ''): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };

/** What comes back for bytes that need not be HTTP at all. */
function sendBytes(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
    socket.on('error', reject);
  });
}

describe('the endpoint keeps out', () => {
  test.each(['ec2.amazonaws.com', 'localhost', '127.0.0.1:1', 'evil.example:80', '[::1]:80'])(
    'a request for the host %s, which a page could have rebound to this machine',
    async (host) => {
      const { endpoint } = await endpointUnderTest();
      expect(await send(endpoint.url, { method: 'POST', headers: { ...form, host } })).toMatchObject({ status: 403 });
      expect(endpoint.calls).toEqual([]);
    },
  );

  test('a request of a web page', async () => {
    const { endpoint } = await endpointUnderTest();
    for (const origin of ['https://evil.example', 'null', endpoint.url]) {
      const answer = await send(endpoint.url, { method: 'POST', headers: { ...form, origin } });
      expect(answer.status).toBe(403);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test('methods the API does not have', async () => {
    const { endpoint } = await endpointUnderTest();
    for (const method of ['OPTIONS', 'PUT', 'DELETE', 'HEAD']) {
      expect(await send(endpoint.url, { method })).toMatchObject({ status: 405 });
    }
  });

  test('a body of more than one MiB, announced or not', async () => {
    const { endpoint, ec2 } = await endpointUnderTest();
    const headers = { ...form, 'content-length': '1048577' };
    expect(await send(endpoint.url, { method: 'POST', headers }, '')).toMatchObject({ status: 413 });
    const chunked = { ...form, 'transfer-encoding': 'chunked' };
    const long = await send(endpoint.url, { method: 'POST', headers: chunked }, 'x'.repeat(1_048_577)).catch(
      () => 'cut off',
    );
    expect(long === 'cut off' || (typeof long === 'object' && long.status === 413)).toBe(true);
    await expect(ec2.send(new DescribeInstancesCommand({}))).resolves.toBeDefined();
  });

  test('everybody who is not on this machine', async () => {
    const { endpoint } = await endpointUnderTest();
    expect(endpoint.url).toBe(`http://127.0.0.1:${endpoint.port}`);
  });
});

describe('a request without a good signature', () => {
  test('gets the error document of EC2', async () => {
    const { endpoint } = await endpointUnderTest();
    const body = 'Action=DescribeInstances&Version=2016-11-15';
    const answer = await send(endpoint.url, { method: 'POST', headers: form }, body);
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toBe('text/xml;charset=UTF-8');
    expect(answer.body).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<Response><Errors><Error><Code>AuthFailure<\/Code><Message>[^<]+<\/Message><\/Error><\/Errors><RequestID>[0-9a-f-]{36}<\/RequestID><\/Response>$/,
    );
  });

  test('gets the error document of STS, by POST and by GET', async () => {
    const { endpoint } = await endpointUnderTest();
    const query = 'Action=GetCallerIdentity&Version=2011-06-15';
    for (const answer of [
      await send(endpoint.url, { method: 'POST', headers: form }, query),
      await send(`${endpoint.url}/?${query}`, { method: 'GET' }),
    ]) {
      expect(answer.status).toBe(403);
      expect(answer.body).toMatch(
        /^<ErrorResponse xmlns="https:\/\/sts\.amazonaws\.com\/doc\/2011-06-15\/"><Error><Type>Sender<\/Type><Code>MissingAuthenticationToken<\/Code>/,
      );
    }
  });

  test.each([
    ['an empty body', ''],
    ['half a percent sign', 'Action=%&Version=%E0%A4%A'],
    ['nothing but separators', '&&==&=&'],
    ['bytes that are no text', '\u0000\u0001\ufffe'],
    ['JSON', '{"Action":"DescribeInstances"}'],
    ['prototype names', 'Action=__proto__&Version=constructor&toString=1'],
  ])('is refused, not a crash, when it has %s', async (_what, body) => {
    const { endpoint, ec2 } = await endpointUnderTest();
    const { status } = await send(endpoint.url, { method: 'POST', headers: form }, body);
    expect(status).toBe(401);
    await expect(ec2.send(new DescribeInstancesCommand({}))).resolves.toBeDefined();
  });
});

test.each([
  ['nonsense', 'what is this\r\n\r\n'],
  ['a broken header', 'POST / HTTP/1.1\r\nHost 127\r\n\r\n'],
  ['TLS', '\u0016\u0003\u0001\u0002\u0000\u0001'],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
])('%s on the line is answered with 400', async (_what, bytes) => {
  const { endpoint, ec2 } = await endpointUnderTest();
  expect(await sendBytes(endpoint.port, bytes)).toMatch(/^HTTP\/1\.1 400 /);
  await expect(ec2.send(new DescribeInstancesCommand({}))).resolves.toBeDefined();
});

test('A port that is in use is an error of the start, not a crash later', async () => {
  const { endpoint } = await endpointUnderTest();
  await expect(startEndpoint({ port: endpoint.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('Closing cuts connections that are kept alive, and frees the port', async () => {
  const { endpoint } = await endpointUnderTest();
  const ec2 = ec2Client(endpoint);
  await ec2.send(new DescribeInstancesCommand({}));
  await endpoint.close();
  await expect(ec2.send(new DescribeInstancesCommand({}))).rejects.toThrow();
  const again = await endpointUnderTest({ port: endpoint.port });
  expect(again.endpoint.port).toBe(endpoint.port);
});
