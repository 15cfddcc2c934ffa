import { ServiceError } from '../service-error';

/** An MFA device and the codes it shows. */
export interface MfaDevice {
  /** E.g. `arn:aws:iam::123456789012:mfa/demo`. */
  readonly serialNumber: string;
  /** Six digits each; each is good once. */
  readonly codes: readonly string[];
}

/** The MFA devices of everyone who has a key. */
export class MfaDevices {
  readonly #codes = new Map<string, Set<string>>();

  /** Registers a device, or lets one that is there show more codes. */
  add({ serialNumber, codes }: MfaDevice): void {
    this.#codes.set(serialNumber, new Set([...(this.#codes.get(serialNumber) ?? []), ...codes]));
  }

  /**
   * Whether a request proves MFA. Uses the code up; throws a ServiceError for a wrong one.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
   */
  verify(serialNumber: string | undefined, tokenCode: string | undefined): boolean {
    if (serialNumber === undefined && tokenCode === undefined) return false;
    if (serialNumber === undefined || tokenCode === undefined) {
      throw refused('must provide both MFA serial number and one time pass code.');
    }
    const codes = this.#codes.get(serialNumber);
    if (codes === undefined) {
      throw refused(
        'unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
      );
    }
    if (!codes.delete(tokenCode)) {
      throw new ServiceError('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code.');
    }
    return true;
  }
}

function refused(why: string): ServiceError {
  return new ServiceError('AccessDenied', `MultiFactorAuthentication failed, ${why}`);
}
