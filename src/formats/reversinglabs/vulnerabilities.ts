import type { z } from 'zod'
import type { CvssRating, Observation } from '../../model/observation.ts'
import { severityOfScore } from '../../model/severity.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { byWord } from '../values/by-word.ts'
import { cvssRating, leadingScore } from '../values/cvss.ts'
import { observe } from '../values/observe.ts'
import { packageOfPurl } from '../values/purl-package.ts'
import { type Identity, type Parts, pathOf, type vulnerabilitySchema } from './parts.ts'

type Vulnerability = z.output<typeof vulnerabilitySchema>

/** A package, or a file that is one, with the files that hold it. */
interface Holder {
  identity: Identity
  paths: string[]
  isTriaged: boolean
}

/** Who has which vulnerability, by its id. */
export function holdersIn({ files, packages }: Parts): Map<string, Holder[]> {
  const holders = new Map<string, Holder[]>()
  const note = (identity: Identity | undefined, paths: string[]) => {
    const { active = [], triaged = [] } = identity?.vulnerabilities ?? {}
    for (const id of [...active, ...triaged]) {
      const holder = { identity: identity as Identity, paths, isTriaged: !active.includes(id) }
      holders.set(id, [...(holders.get(id) ?? []), holder])
    }
  }
  const pathsOf = new Map<string, string[]>()
  for (const file of files.values()) {
    const path = pathOf(file)
    note(file.identity, path ? [path] : [])
    for (const id of file.identity?.dependencies ?? []) pathsOf.set(id, [...(pathsOf.get(id) ?? []), path])
  }
  for (const [id, identity] of packages) note(identity, pathsOf.get(id) ?? [])
  return holders
}

/** One observation for each package that has the vulnerability; one without a package where nobody says that it has it. */
export function* vulnerable(
  id: string,
  found: Vulnerability,
  holders: Holder[],
  raw: string,
): Generator<Observation> {
  if (holders.length === 0) yield observationOf(id, found, undefined, raw)
  for (const holder of holders) yield observationOf(id, found, holder, raw)
}

function observationOf(
  id: string,
  found: Vulnerability,
  holder: Holder | undefined,
  raw: string,
): Observation {
  const cvss = ratingsOf(found)
  const score = leadingScore(cvss)
  const { product, version, purl } = holder?.identity ?? {}
  const [path, ...further] = [...new Set(holder?.paths ?? [])]
  const name = packageOfPurl(purl)?.name ?? product ?? path
  return observe({
    kind: 'dependency',
    rule: id,
    title: found.name ?? (name ? `${id} in ${name}` : id),
    severity: score === undefined ? 'unknown' : severityOfScore(score),
    toolSeverity: score?.toString(),
    cvss,
    advisories: advisoryIds(id),
    component: name ? { name, version, purl, path } : undefined,
    related: further.map((path) => ({ path })),
    // MANDATE: authorities demand the patch. MALWARE: malware uses it. EXISTS is an exploit that nobody is known to have used.
    knownExploited: found.exploit.some((word) => word === 'MANDATE' || word === 'MALWARE') || undefined,
    tags: [...found.exploit.map((word) => word.toLowerCase()), ...(holder?.isTriaged ? ['triaged'] : [])],
    raw,
  })
}

const METRICS: Record<string, string> = byWord({
  'Attack Vector': 'AV',
  'Attack Complexity': 'AC',
  'Privileges Required': 'PR',
  'User Interaction': 'UI',
  Scope: 'S',
  'Confidentiality Impact': 'C',
  'Integrity Impact': 'I',
  'Availability Impact': 'A',
})

/** The metrics are those of a vector of version 3, in words whose first letters are its values; others are left to the score. */
function ratingsOf({ cvss }: Vulnerability): CvssRating[] {
  if (!cvss) return []
  const metrics = cvss.metrics.map(([metric = '', value = '']) => [METRICS[metric], value.charAt(0)])
  const isWhole = metrics.length === Object.keys(METRICS).length && metrics.every(([short]) => short)
  const vector = isWhole ? metrics.map((metric) => metric.join(':')).join('/') : undefined
  const rating = cvssRating({ vector, score: cvss.baseScore, version: cvss.version })
  return rating ? [rating] : []
}
