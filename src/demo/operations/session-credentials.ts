import type { SessionCredentials } from '../identities/key-ring';
import type { RoleSession } from '../identities/roles';
import type { QueryParameters } from '../query-parameters';
import { ServiceError } from '../service-error';
import type { Xml } from '../xml';
import { element, parent, timestamp } from '../xml';

/** The shortest session, in seconds. */
const minSessionSeconds = 900;

/** A parameter that does not have the form the API asks for, in the words of STS. */
export function invalidValue(member: string, value: string, constraint: string): ServiceError {
  return new ServiceError(
    'ValidationError',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${constraint}`,
  );
}

/** A parameter that has to be there. */
export function requiredString(parameters: QueryParameters, name: string): string {
  const value = parameters.string(name);
  if (value !== undefined) return value;
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  throw new ServiceError(
    'ValidationError',
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}

/** DurationSeconds within the bounds that every call of its kind has. */
export function durationSeconds(parameters: QueryParameters, usual: number, most: number): number {
  const seconds = parameters.integer('DurationSeconds') ?? usual;
  if (seconds < minSessionSeconds) {
    throw invalidValue('durationSeconds', String(seconds), `have value greater than or equal to ${minSessionSeconds}`);
  }
  if (seconds > most) {
    throw invalidValue('durationSeconds', String(seconds), `have value less than or equal to ${most}`);
  }
  return seconds;
}

/** SerialNumber and TokenCode, well-formed. */
export function mfaParameters(parameters: QueryParameters): {
  readonly serialNumber: string | undefined;
  readonly tokenCode: string | undefined;
} {
  const tokenCode = parameters.string('TokenCode');
  if (tokenCode !== undefined && !/^\d{6}$/.test(tokenCode)) {
    // AWS repeats the value here; a code that was nearly right is nothing to repeat.
    throw invalidValue('tokenCode', '***', 'satisfy regular expression pattern: [\\d]* and have length equal to 6');
  }
  return { serialNumber: parameters.string('SerialNumber'), tokenCode };
}

export function credentialsXml({ accessKeyId, secretAccessKey, sessionToken, expiration }: SessionCredentials): Xml {
  return parent(
    'Credentials',
    element('AccessKeyId', accessKeyId),
    element('SecretAccessKey', secretAccessKey),
    element('SessionToken', sessionToken),
    timestamp('Expiration', expiration),
  );
}

export function assumedRoleUserXml({ arn, userId }: RoleSession): Xml {
  return parent('AssumedRoleUser', element('Arn', arn), element('AssumedRoleId', userId));
}
