import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../platform/config.ts'

/** Whether there is a database to ask, of a server's or of this data folder: asking must not make one. */
export async function hasInstance({ databaseUrl, data, remote }: Config): Promise<boolean> {
  if (databaseUrl !== undefined || remote.url !== undefined) return true
  const found = await Promise.allSettled([
    access(join(data, 'postgres.path')),
    access(join(data, 'postgres', 'PG_VERSION')),
  ])
  return found.some(({ status }) => status === 'fulfilled')
}
