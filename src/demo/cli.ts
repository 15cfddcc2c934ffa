import type { CliRun } from './cli-arguments';
import { cliHelp, parseCliArguments } from './cli-arguments';
import type { RunningEndpoint } from './endpoint';
import { startEndpoint } from './endpoint';
import type { FleetTiming } from './fleet-types';
import { demoFleet, generatedFleet } from './seed';

const fastTiming: FleetTiming = {
  pendingMs: [300, 700],
  stoppingMs: [300, 700],
  forceStoppingMs: 100,
  statusChecksMs: 1_000,
  consistencyDelayMs: 100,
};

/** What the person who signs in with IAM Identity Center may be. */
const ssoRoleName = 'Developer';

async function main(args: readonly string[]): Promise<void> {
  const request = parseCliArguments(args);
  switch (request.kind) {
    case 'help':
      process.stdout.write(cliHelp);
      return;
    case 'mistake':
      process.stderr.write(`${request.message}\nSee --help.\n`);
      process.exitCode = 2;
      return;
    case 'run':
      await run(request.run);
  }
}

async function run({ port, generated, throttling, fast, accessKey }: CliRun): Promise<void> {
  const timing = fast ? fastTiming : {};
  const fleet = generated === undefined ? demoFleet({ timing }) : generatedFleet({ ...generated, timing });
  try {
    const accessKeys = accessKey === undefined ? [] : [accessKey];
    const endpoint = await startEndpoint({ port, fleet, throttling, accessKeys });
    endpoint.identities.ssoAssignments.assign({
      accountId: fleet.accountId,
      accountName: 'Demo',
      roleNames: [ssoRoleName],
    });
    process.stdout.write(howToUse(endpoint));
    const stop = () => void endpoint.close();
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  } catch (error) {
    process.stderr.write(`${startFailure(error, port)}\n`);
    process.exitCode = 1;
  }
}

function startFailure(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use. Choose another with --port, or leave it out for any free one.`;
  if (code === 'EACCES') return `Port ${port} is not yours to listen on. Choose one above 1023 with --port.`;
  return `The endpoint could not start: ${error instanceof Error ? error.message : String(error)}`;
}

function howToUse({ url, accessKey, fleet }: RunningEndpoint): string {
  const regions = fleet.regionsWithInstances();
  const region = regions[0] ?? 'us-east-1';
  return `The local EC2 endpoint listens on ${url}
Regions with instances: ${regions.join(', ') || 'none'}

To use it from a shell:

export AWS_ENDPOINT_URL_EC2=${url}
export AWS_ENDPOINT_URL_STS=${url}
export AWS_ENDPOINT_URL_IAM=${url}
export AWS_ENDPOINT_URL_SSO=${url}
export AWS_ENDPOINT_URL_SSO_OIDC=${url}
export AWS_ACCESS_KEY_ID='${accessKey.accessKeyId}'
export AWS_SECRET_ACCESS_KEY='${accessKey.secretAccessKey}'
export AWS_REGION=${region}
export AWS_DEFAULT_REGION=${region}

aws ec2 describe-instances --filters Name=instance-state-name,Values=running --output table

To sign in with IAM Identity Center, in a config file of AWS; the page that opens asks you to allow it:

[profile local-sso]
region = ${region}
sso_session = local
sso_account_id = ${fleet.accountId}
sso_role_name = ${ssoRoleName}

[sso-session local]
sso_start_url = https://local.awsapps.com/start
sso_region = us-east-1
sso_registration_scopes = sso:account:access

Ctrl+C stops it, and everything in it is gone.
`;
}

await main(process.argv.slice(2));
