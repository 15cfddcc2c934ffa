import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { startEndpoint } from '../../src/demo/endpoint';
import { generatedFleet } from '../../src/demo/seed';

/** As in a listing of ours: what `aws ec2 describe-instances` asks for by itself too. */
const PAGE_SIZE = 1_000;
const REGION = 'ap-northeast-2';

/**
 * The pages of a listing as the local endpoint has given them once, given again by a process of its own as they are: what is
 * measured is who asks, and not the endpoint. The token of a page is its place.
 */
export async function replayedPages(instances: number) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ec2-tray-pages-'));
  const file = path.join(folder, 'pages.json');
  writeFileSync(file, JSON.stringify(await recordedPages(instances)));
  const server = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(import.meta.dirname, 'replay-server.ts'), file],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [port] = await once(createInterface(server.stdout), 'line');
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.kill();
      await once(server, 'exit');
      rmSync(folder, { recursive: true });
    },
  };
}

/** The XML of each page. */
async function recordedPages(instances: number): Promise<readonly string[]> {
  const pages: string[] = [];
  let endpointPort = 0;
  const recorder = createServer(async (incoming, response) => {
    const { method, url, headers } = incoming;
    const outgoing = request({ host: '127.0.0.1', port: endpointPort, method, path: url, headers });
    outgoing.end(await bytesOf(incoming));
    const [answered]: IncomingMessage[] = await once(outgoing, 'response');
    if (answered === undefined) throw new Error('No answer');
    const body = (await bytesOf(answered)).toString();
    // The tokens of the pages that are given again: the place of the next.
    pages.push(body.replace(/<nextToken>.+?<\/nextToken>/, `<nextToken>page-${pages.length + 1}</nextToken>`));
    response.writeHead(answered.statusCode ?? 0, { 'content-type': 'text/xml' }).end(body);
  });
  await once(recorder.listen(0, '127.0.0.1'), 'listening');
  const address = recorder.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const fleet = generatedFleet({ instances, regions: [REGION] });
  const endpoint = await startEndpoint({ fleet, hosts: [`127.0.0.1:${port}`] });
  endpointPort = endpoint.port;
  const { accessKeyId, secretAccessKey } = endpoint.accessKey;
  const client = new EC2Client({
    region: REGION,
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId, secretAccessKey },
  });
  let token: string | undefined;
  do {
    const page = await client.send(new DescribeInstancesCommand({ MaxResults: PAGE_SIZE, NextToken: token }));
    token = page.NextToken;
  } while (token !== undefined && token !== '');
  client.destroy();
  recorder.closeAllConnections();
  recorder.close();
  await endpoint.close();
  return pages;
}

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
