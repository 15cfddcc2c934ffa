/*
 * What access keys look like: the same to the form that takes them, to main, and to the file they may be written to.
 */

/** Longer ones than AWS's own twenty letters, and shorter: other endpoints (LocalStack) take any. */
export const ACCESS_KEY_ID = /^\w{1,128}$/;
/** The letters of Base64, of which AWS makes both; none of them means anything in an AWS file. */
export const SECRET_ACCESS_KEY = /^[\w+/=.~-]{1,256}$/;
export const SESSION_TOKEN = /^[\w+/=.~-]{1,8192}$/;

/**
 * A name that every AWS tool reads back from `[NAME]` in the credentials file as it was written. The SDK for JavaScript
 * loses names with spaces, refuses `__proto__`, and takes `services.x` for something else.
 */
export const AWS_PROFILE_NAME = /^(?!__proto__$|(?:profile|sso-session|services)\.)[\w.@+%:/-]{1,64}$/;

/** Temporary keys of AWS's own are worth nothing without their session token. */
export const needsSessionToken = (accessKeyId: string): boolean => /^ASIA[A-Z2-7]{16}$/.test(accessKeyId);
