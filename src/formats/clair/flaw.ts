import type { CvssRating, Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import { advisoryIds, advisoryIdsIn } from '../values/advisory-id.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'

export interface Flaw {
  name: string
  description?: string | undefined
  /** Addresses with spaces between them. */
  links?: string | undefined
  /** Clair's word. */
  severity?: string | undefined
  /** The word of the database, where it has one of its own. */
  vendorSeverity?: string | undefined
  fixedBy?: string | undefined
  component?:
    | {
        name: string
        version?: string | undefined
        purl?: string | undefined
        path?: string | undefined
      }
    | undefined
  aliases?: string[]
  cvss?: CvssRating[]
  epss?: number | undefined
  knownExploited?: boolean | undefined
  tags: string[]
  raw: string
}

/** `Defcon1`: critical, and being exploited. */
const severityOf = (word: string | undefined): Severity =>
  word?.toLowerCase() === 'defcon1' ? 'critical' : severityOfWord(word)

/** A name may be the advisory's with the package (`RHSA-2099:0001: lid security update (Important)`). */
export function flawOf(from: Flaw): Observation {
  const [named] = advisoryIdsIn(from.name)
  const rule = named ?? from.name
  const severity = severityOf(from.severity)
  return observe({
    kind: packageKind(rule, from.component?.purl ?? 'deb'),
    rule,
    title:
      named && from.name !== named
        ? from.name
        : (firstSentence(from.description) ?? `${from.name} in ${from.component?.name ?? 'a package'}`),
    description: from.description,
    severity: severity === 'unknown' ? severityOf(from.vendorSeverity) : severity,
    toolSeverity: from.severity ?? from.vendorSeverity,
    cvss: from.cvss ?? [],
    advisories: advisoryIds(rule, from.aliases),
    component: from.component && {
      ...from.component,
      // Some databases say here that there is none yet.
      fixVersions: from.fixedBy && !/^(?:none|unknown)$/i.test(from.fixedBy) ? [from.fixedBy] : [],
    },
    references: linksOf(from.links?.split(/\s+/)),
    epss: from.epss,
    knownExploited: from.knownExploited || undefined,
    tags: from.tags,
    raw: from.raw,
  })
}
