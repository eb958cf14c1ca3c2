import { existsSync } from 'node:fs'
import { join } from 'node:path'

const BESIDE = join(import.meta.dirname, '../../shared/intel')

/**
 * Folder of a mirror of the public feeds, under the paths that the feeds' `files` name: `STANCE_INTEL_MIRROR`, or one beside this
 * clone. It belongs to others and is no part of this project. Undefined where there is none; tests that need it are skipped and say so.
 */
export const INTEL_MIRROR: string | undefined =
  process.env.STANCE_INTEL_MIRROR ??
  (existsSync(join(BESIDE, 'known_exploited_vulnerabilities.json')) ? BESIDE : undefined)

/** For titles of tests: why they are skipped. */
export const WITHOUT_INTEL_MIRROR = INTEL_MIRROR
  ? ''
  : ' (skipped: no mirror of the feeds beside this clone, and STANCE_INTEL_MIRROR names none)'
