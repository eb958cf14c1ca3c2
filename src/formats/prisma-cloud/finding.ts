import type { AffectedComponent, Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { controlId } from '../values/control-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { isoTime } from '../values/time.ts'
import { fixVersionsOf, isSystem } from './package.ts'

export interface Vulnerability {
  id: string
  description?: string | undefined
  severity?: string | undefined
  cvss?: string | number | undefined
  vector?: string | undefined
  status?: string | undefined
  link?: string | undefined
  discovered?: string | undefined
  riskFactors: string[]
  packageType?: string | undefined
  component: AffectedComponent
  tags: string[]
  raw: string
}

/** Debian's word for flaws that do no harm. */
const severityOf = (word: string | undefined): Severity =>
  word?.toLowerCase() === 'unimportant' ? 'info' : severityOfWord(word)

export function vulnerabilityOf(from: Vulnerability): Observation {
  // A score of 0 without a vector is one that nobody gave.
  const rating = cvssRating({
    vector: from.vector,
    score: from.vector ? from.cvss : Number(from.cvss) || undefined,
  })
  const isPackageOfSystem = isSystem(from.packageType) || (!from.packageType && !from.component.path)
  const fixVersions = fixVersionsOf(from.status)
  return observe({
    kind: isPackageOfSystem ? 'container' : packageKind(from.id, from.component.purl),
    rule: from.id,
    title: firstSentence(from.description) ?? `${from.id} in ${from.component.name}`,
    description: from.description,
    severity: severityOf(from.severity),
    toolSeverity: from.severity,
    cvss: rating ? [rating] : [],
    advisories: advisoryIds(from.id),
    component: { ...from.component, fixVersions },
    references: linksOf(from.link),
    knownExploited: from.riskFactors.some((factor) => /exploit.*in the wild/i.test(factor)) || undefined,
    seenAt: isoTime(from.discovered),
    tags: [
      ...(from.status && fixVersions.length === 0 ? [`fix-state:${from.status}`] : []),
      ...from.riskFactors,
      ...from.tags,
    ],
    raw: from.raw,
  })
}

export interface Compliance {
  id?: string | undefined
  title?: string | undefined
  description?: string | undefined
  cause?: string | undefined
  severity?: string | undefined
  category?: string | undefined
  image?: string | undefined
  isHost?: boolean
  seen?: string | undefined
  raw: string
}

/** Titles begin with the control that a check is of: `(CIS_Docker_v1.5.0 - 4.1) Image should be created with a non-root user`. */
export function complianceOf(from: Compliance): Observation {
  const [, benchmark, number, rest] =
    /^\(([A-Za-z][\w.]*) - ([\d.]+)\)\s*(.*)$/s.exec(from.title ?? from.description ?? '') ?? []
  const title = rest || from.title
  return observe({
    kind: 'config',
    rule: from.id ?? from.title ?? 'compliance',
    title: title ?? firstSentence(from.description) ?? `Compliance check ${from.id}`,
    description: [from.description, from.cause].filter(Boolean).join('\n\n') || undefined,
    severity: severityOf(from.severity),
    toolSeverity: from.severity,
    resource: from.image
      ? { address: from.image, type: from.isHost ? 'host' : 'container-image' }
      : undefined,
    controls: benchmark && number ? [controlId(benchmark.replaceAll('_', ' '), number)] : [],
    seenAt: isoTime(from.seen),
    tags: from.category ? [from.category] : [],
    raw: from.raw,
  })
}
