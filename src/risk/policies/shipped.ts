import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { contentId } from '../../platform/ids.ts'
import type { Policy } from './policy.ts'
import { readPolicy } from './read-policy.ts'

const LIBRARY = join(import.meta.dirname, 'library')

/** The policy in force at a gate where nobody names one and no server says which. */
export const DEFAULT_POLICY = 'default'

/** Those that are in force until somebody switches them off. */
export const SHIPPED_ON: readonly string[] = [DEFAULT_POLICY, 'sla-by-severity']

/** The same on every instance. */
export const shippedId = (name: string): string => contentId('policy', name)

// Files of the program: they do not change while it runs.
let names: Promise<string[]> | undefined
const texts = new Map<string, Promise<string>>()

/** Names of the policies that come with Stance. */
export function shippedPolicies(): Promise<string[]> {
  names ??= readdir(LIBRARY).then((files) =>
    files.flatMap((file) => (file.endsWith('.yaml') ? [basename(file, '.yaml')] : [])).sort(),
  )
  return names
}

/** One of them as it is written. */
export function shippedText(name: string): Promise<string> {
  const text = texts.get(name) ?? readFile(join(LIBRARY, `${name}.yaml`), 'utf8')
  texts.set(name, text)
  return text
}

/** One of them, read. */
export const shippedPolicy = async (name: string): Promise<Policy> =>
  readPolicy(name, await shippedText(name))
