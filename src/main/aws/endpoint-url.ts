import { loadConfig } from '@smithy/core/config';

/** AWS services that the app asks, as `AWS_ENDPOINT_URL_…` and `services` sections name them. */
export type Service = 'ec2' | 'iam' | 'sts' | 'sso' | 'sso_oidc' | 'signin';

/**
 * The endpoint that the environment or the shared config sets for a service; null for AWS's own. The SDK knows this
 * order too, but reads the file's part from the default profile, whatever `profile` its client was given.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export async function configuredEndpointUrl(service: Service, profileName: string | null): Promise<string | null> {
  const source = { ignoreCache: true, ...(profileName === null ? {} : { profile: profileName }) };
  const isIgnored = await loadConfig<boolean>(
    {
      environmentVariableSelector: (env) => booleanOf(env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS']),
      configFileSelector: (profile) => booleanOf(profile['ignore_configured_endpoint_urls']),
      default: false,
    },
    source,
  )();
  if (isIgnored) return null;
  const url = await loadConfig<string>(
    {
      environmentVariableSelector: (env) => env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] || env['AWS_ENDPOINT_URL'],
      // The SDK's reader keeps `[services x]` as `services.x`, and what is nested in it as `ec2.endpoint_url`.
      configFileSelector: (profile, config) =>
        config?.[`services.${profile['services']}`]?.[`${service}.endpoint_url`] || profile['endpoint_url'],
      default: '',
    },
    source,
  )();
  return url === '' ? null : url;
}

const booleanOf = (text: string | undefined): boolean | undefined =>
  text === undefined ? undefined : text.toLowerCase() === 'true';
