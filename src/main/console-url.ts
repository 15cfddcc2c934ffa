import type { InstanceId, Region } from '../shared/model';

/**
 * The page of an instance in the AWS console of the Region's partition.
 * https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html
 */
export function instanceConsoleUrl(region: Region, instanceId: InstanceId): string {
  const url = new URL(`https://${consoleHost(region)}/ec2/home`);
  url.searchParams.set('region', region);
  url.hash = `InstanceDetails:instanceId=${instanceId}`;
  return url.href;
}

function consoleHost(region: Region): string {
  if (region.startsWith('cn-')) return 'console.amazonaws.cn';
  if (region.startsWith('us-gov-')) return 'console.amazonaws-us-gov.com';
  if (region.startsWith('eusc-')) return 'console.amazonaws-eusc.eu';
  return `${region}.console.aws.amazon.com`;
}
