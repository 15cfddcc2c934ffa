import { z } from 'zod';
import type { Identities } from '../identities/identities';
import { ServiceError } from '../service-error';
import type { RestOperation, RestRequest, RestService } from './rest-operation';
import { wellFormed } from './rest-operation';

/** https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/Welcome.html */
const ssoPortal: RestService = {
  malformed: 'InvalidRequestException',
  errorBody: ({ message }) => ({ message }),
  denied: () => new ServiceError('ForbiddenException', 'No access'),
};

const credentialsSchema = z.object({ account_id: z.string(), role_name: z.string() });

/** https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html */
const getRoleCredentials: RestOperation = {
  action: 'GetRoleCredentials',
  service: ssoPortal,
  method: 'GET',
  path: '/federation/credentials',
  run: (request, identities) => {
    requireSignedIn(request, identities);
    const { account_id, role_name } = wellFormed(ssoPortal, credentialsSchema, Object.fromEntries(request.query));
    return { roleCredentials: identities.ssoAssignments.roleCredentials(account_id, role_name) };
  },
};

const pageSchema = z.object({
  max_result: z.coerce.number().int().min(1).max(1_000).default(1_000),
  next_token: z.coerce.number().int().min(0).default(0),
});

/** https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_ListAccounts.html */
const listAccounts: RestOperation = {
  action: 'ListAccounts',
  service: ssoPortal,
  method: 'GET',
  path: '/assignment/accounts',
  run: (request, identities) => {
    requireSignedIn(request, identities);
    const { items, nextToken } = pageOf(identities.ssoAssignments.accounts, request);
    const accountList = items.map(
      ({ accountId, accountName = accountId, emailAddress = `${accountId}@example.com` }) => ({
        accountId,
        accountName,
        emailAddress,
      }),
    );
    return { accountList, nextToken };
  },
};

/** https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_ListAccountRoles.html */
const listAccountRoles: RestOperation = {
  action: 'ListAccountRoles',
  service: ssoPortal,
  method: 'GET',
  path: '/assignment/roles',
  run: (request, identities) => {
    requireSignedIn(request, identities);
    const accountId = wellFormed(ssoPortal, z.string(), request.query.get('account_id'));
    const { items, nextToken } = pageOf(identities.ssoAssignments.roleNames(accountId), request);
    return { roleList: items.map((roleName) => ({ accountId, roleName })), nextToken };
  },
};

/** https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_Logout.html */
const logout: RestOperation = {
  action: 'Logout',
  service: ssoPortal,
  method: 'POST',
  path: '/logout',
  run: (request, identities) => {
    identities.sso.logOut(requireSignedIn(request, identities));
    return undefined;
  },
};

/** The access token of a request, if it is good. */
function requireSignedIn({ headers }: RestRequest, { sso }: Identities): string {
  const token = headers.get('x-amz-sso_bearer_token');
  if (token === undefined || !sso.accepts(token)) {
    throw new ServiceError('UnauthorizedException', 'Session token not found or invalid');
  }
  return token;
}

function pageOf<Item>(
  all: readonly Item[],
  { query }: RestRequest,
): { readonly items: readonly Item[]; readonly nextToken: string | undefined } {
  const { max_result: size, next_token: first } = wellFormed(ssoPortal, pageSchema, Object.fromEntries(query));
  const next = first + size;
  return { items: all.slice(first, next), nextToken: next < all.length ? String(next) : undefined };
}

export const ssoPortalOperations: readonly RestOperation[] = [
  getRoleCredentials,
  listAccounts,
  listAccountRoles,
  logout,
];
