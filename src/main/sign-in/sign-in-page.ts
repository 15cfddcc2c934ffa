/**
 * Under these AWS has the pages on which a device is allowed in, in each of its partitions.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/manage-your-accounts-portal-url.html
 */
const AWS_DOMAINS = [
  'awsapps.com',
  'awsapps.cn',
  'app.aws',
  'aws.amazon.com',
  'amazonaws.com',
  'amazonaws.com.cn',
  'amazonaws.cn',
  'amazonaws-us-gov.com',
  'amazonaws.eu',
];
/** Where somebody tries things out on this computer. */
const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Whether an address that came from the network may be opened as a page to sign in on: AWS's, or the organisation's own,
 * which the person has named as the start URL; by https, but for loopback.
 */
export function isSignInPage(address: string, startUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, host, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  if (LOOPBACK_HOSTS.includes(hostname)) return protocol === 'http:' || protocol === 'https:';
  if (protocol !== 'https:') return false;
  const isAws = AWS_DOMAINS.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
  return isAws || (URL.canParse(startUrl) && new URL(startUrl).host === host);
}
