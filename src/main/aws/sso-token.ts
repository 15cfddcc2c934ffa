import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Result } from '../../shared/errors';
import { writeWholeFile } from '../whole-file';
import { type SsoSession, ssoTokenFile } from './config-sections';

/*
 * The token of a session of IAM Identity Center, in the file and the form in which the AWS CLI and the SDKs keep it: who
 * has signed in with either has signed in with all.
 * https://docs.aws.amazon.com/sdkref/latest/guide/understanding-sso.html
 */

const tokenFileSchema = z.object({
  accessToken: z.string().min(1),
  expiresAt: z.string().refine((text) => !Number.isNaN(Date.parse(text))),
  refreshToken: z.string().min(1).optional(),
  registrationExpiresAt: z
    .string()
    .refine((text) => !Number.isNaN(Date.parse(text)))
    .optional(),
});

/** A token as somebody who has just signed in was given it. Times are ms since the epoch, UTC. */
export interface SsoToken {
  readonly accessToken: string;
  readonly expiresAt: number;
  /** Null where the session can't be renewed. */
  readonly refreshToken: string | null;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly registrationExpiresAt: number;
}

/** Fails with `save-failed`. */
export async function writeSsoToken(session: SsoSession, token: SsoToken): Promise<Result<null>> {
  const file = ssoTokenFile(session);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 }).catch(() => undefined); // The writing tells.
  const content = {
    startUrl: session.startUrl,
    region: session.region,
    accessToken: token.accessToken,
    expiresAt: isoSeconds(token.expiresAt),
    clientId: token.clientId,
    clientSecret: token.clientSecret,
    registrationExpiresAt: isoSeconds(token.registrationExpiresAt),
    ...(token.refreshToken === null ? {} : { refreshToken: token.refreshToken }),
  };
  return writeWholeFile(file, `${JSON.stringify(content, null, 2)}\n`);
}

/**
 * When the person has to sign in again, ms since the epoch, UTC. Null where nobody has signed in, or where nobody knows: a
 * session that can be renewed ends when the administrator has it end.
 */
export async function ssoSignInEndsAt(session: SsoSession): Promise<number | null> {
  const text = await readFile(ssoTokenFile(session), 'utf8').catch(() => null);
  if (text === null) return null;
  const parsed = tokenFileSchema.safeParse(jsonOf(text));
  if (!parsed.success) return null;
  const { expiresAt, refreshToken, registrationExpiresAt } = parsed.data;
  const isRenewable = session.name !== null && refreshToken !== undefined && registrationExpiresAt !== undefined;
  return isRenewable && Date.parse(registrationExpiresAt) > Date.parse(expiresAt) ? null : Date.parse(expiresAt);
}

/** `2026-11-23T12:00:00Z`: the CLI reads no fractions of a second. */
const isoSeconds = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
