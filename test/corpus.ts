import { existsSync } from 'node:fs'
import { join } from 'node:path'

const UNPACKED = join(import.meta.dirname, '../.cache/corpus')

/**
 * Folder of real reports, boms and ground truth that belong to others and are not part of this project: `STANCE_CORPUS`, or what
 * unpack-corpus.ts laid into the cache. Undefined where there is none; tests that need it say so in their title and are skipped.
 */
export const CORPUS: string | undefined =
  process.env.STANCE_CORPUS ?? (existsSync(join(UNPACKED, 'MANIFEST.tsv')) ? UNPACKED : undefined)

/** For titles of tests: why they are skipped. */
export const WITHOUT_CORPUS = CORPUS
  ? ''
  : ' (skipped: no corpus beside this clone, and STANCE_CORPUS names none)'
