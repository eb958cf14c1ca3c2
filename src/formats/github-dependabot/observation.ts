import type { AffectedComponent, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'
import { isoTime } from '../values/time.ts'
import { titleOf } from '../values/title.ts'
import type { Alert } from './alert.ts'

export function observationOf(alert: Alert, raw: string): Observation {
  const advisories = advisoryIds(alert.identifiers)
  const component = componentOf(alert)
  return observe({
    kind:
      alert.classification?.toLowerCase() === 'malware'
        ? 'malware'
        : packageKind(advisories[0] ?? '', component.purl),
    rule: advisories[0] ?? titleOf(alert.summary, alert.name),
    title: titleOf(alert.summary, advisories[0] && `${advisories[0]} in ${alert.name}`, alert.name),
    description: alert.description,
    severity: severityOfWord(alert.severity),
    toolSeverity: alert.severity,
    cvss: ratingsOf(alert),
    cwes: cwesOf(alert.cwes),
    advisories,
    location: component.path === undefined ? undefined : { path: component.path },
    component,
    references: alert.references,
    epss: alert.epss !== undefined && alert.epss >= 0 && alert.epss <= 1 ? alert.epss : undefined,
    verdict: verdictOf(alert),
    seenAt: isoTime(alert.createdAt),
    tags: [alert.scope?.toLowerCase(), alert.range && `affected:${alert.range}`].filter(
      (tag) => tag !== undefined && tag !== '',
    ) as string[],
    raw,
  })
}

/** Advisories that nobody rated come with 0. */
const ratingsOf = ({ cvss }: Alert): Observation['cvss'] =>
  cvss.flatMap(({ vector, score }) => cvssRating({ vector, score: score || undefined }) ?? [])

function componentOf({ name, ecosystem, version, manifest, fixed, relationship }: Alert): AffectedComponent {
  const type = purlTypeOf(ecosystem)
  const purl = type && purlOf({ type, name, ...(version && { version }) })
  const path = relativePath(manifest ?? '')
  const way = relationship?.toLowerCase()
  return {
    name,
    ...(version && { version }),
    ...(purl && { purl }),
    ...(path && { path }),
    ...(fixed && { fixVersions: [fixed] }),
    ...(way && ['direct', 'transitive'].includes(way) && { direct: way === 'direct' }),
  }
}

function verdictOf({ state, reason, comment }: Alert): ProducerVerdict | undefined {
  const word = state?.toLowerCase()
  const why = [reason, comment].filter(Boolean).join(': ')
  const told = { ...(why && { reason: why }), source: 'github-alert' }
  if (word === 'fixed') return { state: 'fixed', ...told }
  if (word === 'auto_dismissed')
    return { state: 'accepted', reason: why || 'dismissed by a rule', source: 'github-alert' }
  if (word !== 'dismissed') return undefined
  return { state: /inaccurate/i.test(reason ?? '') ? 'false_positive' : 'accepted', ...told }
}
