import { expect, test } from 'vitest';
import { instanceConsoleUrl } from '../../../src/main/console-url';
import { toInstanceId, toRegion } from '../../../src/shared/model';

const id = toInstanceId('i-0a1b2c3d4e5f67890');

test.each([
  ['ap-northeast-2', 'https://ap-northeast-2.console.aws.amazon.com/'],
  ['cn-north-1', 'https://console.amazonaws.cn/'],
  ['us-gov-west-1', 'https://console.amazonaws-us-gov.com/'],
])('the console page of an instance in %s is in that partition’s console', (region, console_) => {
  const url = instanceConsoleUrl(toRegion(region), id);
  expect(url.startsWith(console_), url).toBe(true);
  expect(url).toContain(`ec2/home?region=${region}#InstanceDetails:instanceId=${id}`);
});
