import type { Input, ReadContext } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { decodedText } from '../values/http-message.ts'
import { readBy } from '../values/read-schema.ts'
import { secretOf } from './kind.ts'
import { dependencyFileSchema, dependencySchema, remediationSchema, vulnerabilitySchema } from './schema.ts'

const REMEDIATIONS = '/remediations/*'

export interface Known {
  /** What fixes a vulnerability, by its id (before version 15 by its `cve`). */
  remediations: Map<string, string>
  /** Which package manager wrote a file. */
  managers: Map<string, string>
  /** `name@version` of the packages in a file, by file and number: dependency paths name numbers. */
  packages: Map<string, string>
}

/** What stands behind the vulnerabilities and is needed with them, and all secrets that they print. */
export async function lookUp(
  input: Input,
  context: ReadContext,
  patterns: string[],
): Promise<Known & { secrets: Set<string> }> {
  const known = {
    remediations: new Map<string, string>(),
    managers: new Map<string, string>(),
    packages: new Map<string, string>(),
    secrets: new Set<string>(),
  }
  for await (const element of eachElement(input, context, [...patterns, REMEDIATIONS])) {
    if (element.type === 'problem') continue
    const secret = secretOf(readBy(vulnerabilitySchema, element.value))
    if (secret !== undefined) known.secrets.add(secret)
    if (element.pattern === REMEDIATIONS) takeRemediation(element.value, known)
    else takeFile(element.value, known)
  }
  return known
}

function takeRemediation(value: unknown, { remediations }: Known): void {
  const { fixes = [], summary, diff } = readBy(remediationSchema, value) ?? {}
  const said = [summary, decodedText(diff)].filter(Boolean).join('\n\n')
  if (said === '') return
  for (const fix of fixes) for (const key of [fix.id, fix.cve]) if (key) remediations.set(key, said)
}

export const packageKey = (path: string, number: string): string => `${number} ${path}`

function takeFile(value: unknown, { managers, packages }: Known): void {
  const file = readBy(dependencyFileSchema, value)
  if (!file) return
  if (file.package_manager) managers.set(file.path, file.package_manager)
  for (const entry of file.dependencies) {
    const { iid, package: named, version } = readBy(dependencySchema, entry) ?? {}
    if (iid)
      packages.set(packageKey(file.path, iid), version ? `${named?.name}@${version}` : `${named?.name}`)
  }
}
