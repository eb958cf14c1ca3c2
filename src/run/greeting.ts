import { createFirstSignInLink, signInUrl } from '../access/sign-in-links.ts'
import { transaction } from '../platform/database.ts'
import type { Instance } from './open-instance.ts'
import type { Server } from './server.ts'

/** What a person who starts Stance needs to know: the address, and how to get in while there is nobody yet. */
export async function greeting(instance: Instance, server: Server): Promise<string[]> {
  const origin = instance.config.publicUrl?.replace(/\/+$/, '') ?? server.local.url
  const secret = await transaction(instance.pool, createFirstSignInLink)
  const lines = [`Stance is ready:  ${origin}`]
  if (secret) lines.push(`First sign-in:    ${signInUrl(origin, secret)}  (works once, within a day)`)
  return lines
}
