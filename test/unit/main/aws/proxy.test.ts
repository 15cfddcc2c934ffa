import { expect, test } from 'vitest';
import { proxyUrlOf } from '../../../../src/main/aws/proxy';

test.each([
  ['DIRECT', ''],
  ['', ''],
  ['PROXY proxy.corp:3128', 'http://proxy.corp:3128'],
  ['PROXY a:1; PROXY b:2; DIRECT', 'http://a:1'],
  ['HTTPS secure:443', 'https://secure:443'],
  ['SOCKS5 socks:1080; DIRECT', 'socks5://socks:1080'],
  ['SOCKS socks:1080', 'socks4://socks:1080'],
  ['DIRECT; PROXY a:1', ''],
  ['NEWKIND x:1', ''],
])('%j, as the system answers, is the proxy %j', (answer, url) => {
  expect(proxyUrlOf(answer)).toBe(url);
});
