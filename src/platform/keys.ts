import { createHmac, hkdfSync } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { keptSecret } from './kept-secret.ts'

const FILE = 'secret'

/** Everything that is derived from the instance's one secret. Lose the secret and blobs cannot be read again. */
export interface Keys {
  /** 32 bytes for AES-256 of blobs at rest. */
  blobs: Buffer
  /** Signs sessions and one-time links, base64url. */
  session: string
  /** Encrypts the few secrets that Stance itself keeps in the database, base64url. */
  storage: string
  /** Tells whether two nodes have the same secret, without telling the secret. */
  fingerprint: string
  /** Keyed hash (HMAC-SHA256, hex) of a secret that a scanner found: its identity, useless without the key. */
  hashSecret(value: string): string
}

/** Takes the secret from STANCE_SECRET, else from `<data>/secret`, which is made at the first start (owner only). */
export async function openKeys(config: Pick<Config, 'data' | 'secret'>): Promise<Keys> {
  return deriveKeys(await openSecret(config))
}

/** The secret itself, for a backup. */
export const openSecret = async (config: Pick<Config, 'data' | 'secret'>): Promise<string> =>
  config.secret ?? keptSecret(join(config.data, FILE))

/** Puts the secret of a backup in place of the one that an unused data folder has. */
export async function replaceSecret(data: string, secret: string): Promise<void> {
  const file = join(data, FILE)
  await writeFile(`${file}.new`, secret, { mode: 0o600, flush: true })
  await rename(`${file}.new`, file)
}

export function deriveKeys(secret: string): Keys {
  // One key a purpose (HKDF, RFC 5869): what leaks of one says nothing about another.
  const key = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, '', `stance ${purpose}`, 32))
  const identity = key('secret identity')
  return {
    blobs: key('blobs'),
    session: key('session').toString('base64url'),
    storage: key('storage').toString('base64url'),
    fingerprint: key('fingerprint').toString('hex').slice(0, 32),
    hashSecret: (value) => createHmac('sha256', identity).update(value).digest('hex'),
  }
}
