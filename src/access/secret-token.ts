import { createHash, randomBytes } from 'node:crypto'

/** A secret nobody can guess (256 bits, base64url) and what is kept of it: a plain hash is enough for so much randomness. */
export function newSecretToken(prefix: string): { secret: string; hash: Buffer } {
  const secret = prefix + randomBytes(32).toString('base64url')
  return { secret, hash: hashSecretToken(secret) }
}

export const hashSecretToken = (secret: string): Buffer => createHash('sha256').update(secret).digest()
