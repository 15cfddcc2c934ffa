import type { Text } from './text';

/** Every way in which something can go wrong, as the app tells it. Each has `error.CODE.message` and `error.CODE.hint`. */
export const ERROR_CODES = [
  // Signing in
  'expired-credentials',
  'sign-in-required',
  'sign-in-denied',
  'sign-in-timed-out',
  'foreign-sign-in-page',
  'no-browser-sign-in',
  'mfa-required',
  'mfa-code-wrong',
  'mfa-not-asked',
  'no-credentials',
  'invalid-credentials',
  'unknown-access-key',
  'wrong-secret-access-key',
  'session-token-expired',
  'access-keys-missing',
  'access-keys-for-one-run',
  'keyring-missing',
  'keyring-refused',
  'aws-profile-taken',
  'access-denied',
  'clock-skew',
  'request-expired',
  'region-disabled',
  'filter-invalid',
  // Asking EC2
  'throttled',
  'instance-not-found',
  'instance-id-malformed',
  'incorrect-state',
  'stop-protected',
  'not-permitted',
  'unsupported-operation',
  'insufficient-capacity',
  'limit-exceeded',
  'dry-run-allowed',
  'dry-run-on',
  'invalid-parameter',
  'service-unavailable',
  'aws-error',
  // Reaching AWS
  'endpoint-unreachable',
  'host-not-found',
  'timeout',
  'tls-failure',
  'proxy-authentication',
  'network-sign-in',
  'unexpected-response',
  // Following an action
  'state-not-reached',
  'start-failed',
  'not-usable',
  'instance-gone',
  'outcome-unknown',
  'not-sent',
  // The command line
  'usage',
  'no-profile',
  'profiles-disabled',
  'no-such-scope',
  'no-match',
  'match-unknown',
  'ambiguous-name',
  'action-under-way',
  'wait-timed-out',
  'app-not-running',
  'app-not-started',
  'app-gone',
  // The app itself
  'invalid-request',
  'untrusted-sender',
  'profile-not-found',
  'profile-name-taken',
  'scope-not-found',
  'nothing-to-copy',
  'no-console',
  'group-not-found',
  'group-name-taken',
  'view-not-found',
  'view-name-taken',
  'shortcut-taken',
  'shortcut-invalid',
  'confirmation-required',
  'phrase-mismatch',
  'config-unreadable',
  'config-invalid',
  'profile-not-in-config',
  'save-failed',
  'file-unreadable',
  'autostart-failed',
  'login-item-refused',
  'folder-not-opened',
  'not-a-profiles-file',
  'profiles-file-newer',
  'profiles-file-invalid',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What went wrong, in a form that can cross IPC and be shown in any language. It never carries a secret or a stack. */
export interface AppError {
  readonly code: ErrorCode;
  readonly message: Text;
  readonly hint: Text;
  /** Whether the same request may succeed later with nothing changed. */
  readonly retryable: boolean;
  /** AWS's own error code, e.g. `UnauthorizedOperation`. */
  readonly awsCode: string | null;
  /** AWS's own sentence, shortened; English, for those who search for it. */
  readonly detail: string | null;
  readonly requestId: string | null;
}

export type Result<Value, Failure = AppError> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

export const ok = <Value>(value: Value): Result<Value, never> => ({ ok: true, value });
export const fail = <Failure>(error: Failure): Result<never, Failure> => ({ ok: false, error });

interface AppErrorDetails {
  readonly values?: Text['values'];
  readonly retryable?: boolean;
  readonly awsCode?: string | null;
  readonly detail?: string | null;
  readonly requestId?: string | null;
}

/** Builds an AppError whose texts are `error.CODE.message` and `error.CODE.hint`. */
export function appError(code: ErrorCode, details: AppErrorDetails = {}): AppError {
  const values = details.values ?? {};
  return {
    code,
    message: { key: `error.${code}.message`, values },
    hint: { key: `error.${code}.hint`, values },
    retryable: details.retryable ?? false,
    awsCode: details.awsCode ?? null,
    detail: details.detail ?? null,
    requestId: details.requestId ?? null,
  };
}
