import { rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../platform/config.ts'

const MAX_BYTES = 20 * 2 ** 20

/** On a terminal, log lines go to a file, so that people see the few lines meant for them; elsewhere to standard error. */
export async function logFile(config: Config): Promise<string | undefined> {
  if (!process.stderr.isTTY) return undefined
  const file = join(config.data, 'stance.log')
  const { size } = await stat(file).catch(() => ({ size: 0 }))
  if (size > MAX_BYTES) await rename(file, `${file}.1`)
  return file
}
