export type OptInStatus = 'opt-in-not-required' | 'opted-in' | 'not-opted-in';

/** Regions every account has. https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const enabledByDefault: readonly string[] = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

/** Regions an account must opt in to. */
const optIn: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
];

export const allRegions: readonly string[] = [...enabledByDefault, ...optIn].sort();

/** The Regions of the fleet's account: `undefined` for a name that is no Region. */
export function optInStatus(region: string, optedIn: ReadonlySet<string>): OptInStatus | undefined {
  if (enabledByDefault.includes(region)) return 'opt-in-not-required';
  if (!optIn.includes(region)) return undefined;
  return optedIn.has(region) ? 'opted-in' : 'not-opted-in';
}

/** `ip-10-0-1-2.ap-northeast-2.compute.internal`; us-east-1 has its own, older form. */
export function privateDnsName(region: string, address: string): string {
  const suffix = region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`;
  return `ip-${address.replaceAll('.', '-')}.${suffix}`;
}

/** `ec2-198-18-0-1.ap-northeast-2.compute.amazonaws.com`; us-east-1 has its own, older form. */
export function publicDnsName(region: string, address: string): string {
  const suffix = region === 'us-east-1' ? 'compute-1.amazonaws.com' : `${region}.compute.amazonaws.com`;
  return `ec2-${address.replaceAll('.', '-')}.${suffix}`;
}
