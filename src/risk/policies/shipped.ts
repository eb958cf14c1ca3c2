import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Policy } from './policy.ts'
import { readPolicy } from './read-policy.ts'

const LIBRARY = join(import.meta.dirname, 'library')

/** The policy in force where nobody names one. */
export const DEFAULT_POLICY = 'default'

/** Names of the policies that come with Stance. */
export async function shippedPolicies(): Promise<string[]> {
  const files = await readdir(LIBRARY)
  return files.flatMap((file) => (file.endsWith('.yaml') ? [basename(file, '.yaml')] : [])).sort()
}

/** One of them as it is written. */
export const shippedText = (name: string): Promise<string> => readFile(join(LIBRARY, `${name}.yaml`), 'utf8')

/** One of them, read. */
export const shippedPolicy = async (name: string): Promise<Policy> =>
  readPolicy(name, await shippedText(name))
