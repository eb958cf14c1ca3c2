import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')

/** Before the tests: unpacks the corpus beside this clone, where there is one, into the cache. Once; about ten seconds. */
export default function setup(): void {
  const unpack = join(ROOT, '../shared/unpack')
  if (process.env.STANCE_CORPUS || !existsSync(unpack)) return
  try {
    execFileSync('bash', [unpack, join(ROOT, '.cache/corpus')], { stdio: 'pipe' })
  } catch (error) {
    console.warn(`The corpus could not be unpacked, its tests are skipped: ${(error as Error).message}`)
  }
}
