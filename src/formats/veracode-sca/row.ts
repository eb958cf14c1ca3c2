import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Problem } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Row } from '../syntax/csv.ts'
import { cell } from '../syntax/csv-report.ts'
import { cvssRating } from '../values/cvss.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { isoTime } from '../values/time.ts'
import { titleOf } from '../values/title.ts'
import { componentOf, cveIn, verdictOf } from './issue.ts'

/** A row of the table that the web interface exports. */
export function rowItem({ row, text: raw, where }: Row): Observation | Problem {
  const at = (column: string) => cell(row, column)
  const library = at('Coordinate 2') ?? at('Library')
  if (library === undefined) return loss(where, 'left out, because of Library: missing')
  const coordinates = [at('Package manager'), at('Coordinate 1'), at('Coordinate 2')].map((one) => one ?? '')
  const component = componentOf(coordinates.join(':').toLowerCase(), at('Library'), at('Version in use'))
  const type = at('Issue type') ?? 'issue'
  const [id, license] = [at('Vulnerability ID'), at('License')]
  const advisories = [cveIn(at('CVE')), id && `SRCCLR-SID-${id}`].filter((one) => one !== undefined)
  const rule = advisories[0] ?? (license ? `${type.toLowerCase()}:${license}` : type)
  const rating = cvssRating({ score: at('CVSS score') })
  const isLicense = /licen[sc]e/i.test(type)
  return observe({
    kind: isLicense ? 'license' : packageKind(rule, component.purl),
    rule,
    title: titleOf(at('Title') && `${at('Title')} in ${component.name}`, `${type} of ${component.name}`),
    severity: severityOfWord(at('Severity') ?? at('License Risk')),
    toolSeverity: at('Severity') ?? at('License Risk'),
    cvss: rating ? [rating] : [],
    advisories: isLicense ? [] : advisories,
    component: {
      ...component,
      direct: /^direct$/i.test(at('Dependency (Transitive or Direct)') ?? ''),
      fixVersions: [at('Updated Version')].filter((one) => one !== undefined),
    },
    fingerprints: at('Issue ID') ? { issue: at('Issue ID') as string } : undefined,
    ...(/^true$/i.test(at('Has vulnerable methods') ?? '') && {
      reachability: { level: 'called' as const, evidence: 'Veracode SCA: vulnerable method' },
    }),
    verdict: verdictOf(at('Status'), /^true$/i.test(at('Ignored') ?? '')),
    seenAt: isoTime(at('Issue opened: Scan date')),
    tags: [
      ...(at('Project') ? [`project:${at('Project')}`] : []),
      ...(at('Branch') ? [`branch:${at('Branch')}`] : []),
    ],
    raw,
  })
}
