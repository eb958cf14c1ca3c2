import type { Kind } from '../../model/kind.ts'
import { byWord } from '../values/by-word.ts'
import { checkovKind } from '../values/checkov-check.ts'
import { cwesOf } from '../values/cwe.ts'
import { packageKind } from '../values/package-kind.ts'
import { secretInMatch } from '../values/secret-in-match.ts'
import type { Vulnerability } from './schema.ts'

const KINDS: Record<string, Kind> = byWord({
  sast: 'code',
  coverage_fuzzing: 'code',
  secret_detection: 'secret',
  dependency_scanning: 'dependency',
  container_scanning: 'container',
  cluster_image_scanning: 'container',
  dast: 'web',
  api_fuzzing: 'api',
  api_security: 'api',
})

/** Hard-coded password, cryptographic key, credentials: the extract holds them in clear. */
const SECRET_CWES = [259, 321, 798]

/** By the report's type or the vulnerability's own; where neither says, by what it is about. */
export function kindOf(found: Vulnerability, type: string | undefined): Kind {
  const { location, identifiers } = found
  const word = found.category ?? type ?? ''
  const kind = Object.hasOwn(KINDS, word) ? (KINDS[word] as Kind) : undefined
  // Images hold an application's own packages too, and those belong to no operating system.
  const isOwn = kind === 'container' && location?.dependency && !location.operating_system
  if (kind === 'dependency' || isOwn) return packageKind(identifiers[0]?.value ?? '', undefined)
  if (kind !== undefined && kind !== 'code') return kind
  if (secretOf(found) !== undefined) return 'secret'
  if (kind === 'code') return checkovKind(identifiers[0]?.value ?? '') ?? kind
  if (location?.image) return 'container'
  if (location?.dependency) return 'dependency'
  return location?.hostname || location?.param ? 'web' : 'code'
}

/** Checkmarx writes out the password that it found, its quotes as entities. */
const PASSWORD_IN_WORDS = /hard-coded password (?:"|&#34;)(.+?)(?:"|&#34;)/

/** The secret that an extract of the source or the description holds, if it is about one. */
export function secretOf(found: Vulnerability | undefined): string | undefined {
  const { raw_source_code_extract: extract, category, identifiers = [], location, description } = found ?? {}
  if (extract === undefined) return PASSWORD_IN_WORDS.exec(description ?? '')?.[1]
  const ofSecrets =
    category === 'secret_detection' || (category === undefined && location?.commit !== undefined)
  const cwes = cwesOf(identifiers.filter(({ type }) => /^cwe$/i.test(type ?? '')).map(({ value }) => value))
  return ofSecrets || cwes.some((cwe) => SECRET_CWES.includes(cwe)) ? secretInMatch(extract) : undefined
}
