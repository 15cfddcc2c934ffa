import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { ServiceError } from '../service-error';
import { jwkThumbprint } from './login-sessions';

const headerSchema = z.object({
  typ: z.literal('dpop+jwt'),
  alg: z.literal('ES256'),
  jwk: z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() }),
});

const claimsSchema = z.object({ jti: z.string(), htm: z.string(), htu: z.string(), iat: z.number() });

/**
 * Checks that a request comes from whoever holds the key, and tells which key (RFC 9449). Throws a ServiceError.
 *
 * @param url the request's, without its query
 * @returns the thumbprint of the public key
 */
export function checkDpopProof(proof: string | undefined, method: string, url: string): string {
  const thumbprint = proof === undefined ? undefined : thumbprintOf(proof, method, url);
  if (thumbprint === undefined) throw new ServiceError('ValidationException', 'The DPoP proof is missing or invalid');
  return thumbprint;
}

function thumbprintOf(proof: string, method: string, url: string): string | undefined {
  const [header = '', claims = '', signature = ''] = proof.split('.');
  const parsedHeader = headerSchema.safeParse(decoded(header));
  const parsedClaims = claimsSchema.safeParse(decoded(claims));
  if (!parsedHeader.success || !parsedClaims.success) return undefined;
  const { jwk } = parsedHeader.data;
  const { htm, htu } = parsedClaims.data;
  if (htm !== method || htu !== url) return undefined;
  try {
    // Not every x and y are a point of the curve.
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    const signed = Buffer.from(`${header}.${claims}`);
    const isValid = verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
    return isValid ? jwkThumbprint(jwk.x, jwk.y) : undefined;
  } catch {
    return undefined;
  }
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
