import type { Config } from '../platform/config.ts'
import { openLog } from '../platform/log.ts'
import { openInstance } from './open-instance.ts'

/** Brings the database up to date and ends; returns the names of the migrations that it applied. */
export async function migrateOnly(config: Config): Promise<string[]> {
  const instance = await openInstance(config, {
    role: 'migrate',
    connections: 3,
    log: openLog(config, 'migrate'),
  })
  await instance.close()
  return instance.migrated
}
