import type { ManualClock } from '../../src/demo/clock';
import { movableClock } from '../../src/demo/clock';
import type { EndpointOptions } from '../../src/demo/endpoint';
import type { Identities } from '../../src/demo/identities/identities';
import type { SsoClient, SsoTokens } from '../../src/demo/identities/sso-sign-in';
import type { EndpointUnderTest } from '../unit/demo/endpoint-clients';
import { endpointUnderTest } from '../unit/demo/endpoint-clients';

export const hour = 3_600_000;

/** The account of the endpoint, and another one that roles may lead into. */
export const ownAccount = '123456789012';
export const otherAccount = '210987654321';

export interface SignInEndpoint extends EndpointUnderTest {
  /** Moves time on for credentials, codes and tokens only: `advance(hour)`. */
  readonly credentialClock: ManualClock;
  readonly identities: Identities;
}

/** An endpoint whose credentials end when the test says so. */
export async function signInEndpoint(options: EndpointOptions = {}): Promise<SignInEndpoint> {
  const credentialClock = movableClock();
  const underTest = await endpointUnderTest({ credentialClock, ...options });
  return { ...underTest, credentialClock, identities: underTest.endpoint.identities };
}

/** A client and the tokens of a person who is signed in with IAM Identity Center already. */
export function signedInWithSso({ sso }: Identities): { readonly client: SsoClient; readonly tokens: SsoTokens } {
  const client = sso.register(true);
  return { client, tokens: sso.signIn(client) };
}

/** A role of an account, by its name. */
export function roleArn(roleName: string, accountId: string = ownAccount): string {
  return `arn:aws:iam::${accountId}:role/${roleName}`;
}
