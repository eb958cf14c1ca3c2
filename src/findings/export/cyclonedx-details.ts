import type { CvssRating } from '../../model/observation.ts'
import { severityOfScore } from '../../model/severity.ts'
import type { Statement } from './statement.ts'

const MOST_LINKS = 50

/** All that is known of a vulnerability, apart from what is decided. */
export function detailsOf(statement: Statement) {
  const { title, description, cwes, severity, cvss, remediation, fixVersion, package: affected } = statement
  const update = fixVersion === null ? undefined : `Update ${affected.name} to ${fixVersion}.`
  const links = statement.references.filter(isLink).slice(0, MOST_LINKS)
  return {
    ratings: [{ source: { name: 'Stance' }, severity, method: 'other' }, ...cvss.map(ratingOf)],
    ...(cwes.length > 0 && { cwes }),
    description: title,
    ...(description && description !== title && { detail: description }),
    recommendation: remediation ?? update,
    ...(links.length > 0 && { advisories: [...new Set(links)].map((url) => ({ url })) }),
    created: statement.firstSeen.toISOString(),
    properties: propertiesOf(statement),
  }
}

const isLink = (text: string): boolean => /^https?:\/\/[^\s<>"{}|\\^`]+$/.test(text) && URL.canParse(text)

const METHODS: Record<string, string | undefined> = {
  '2.0': 'CVSSv2',
  '3.0': 'CVSSv3',
  '3.1': 'CVSSv31',
  '4.0': 'CVSSv4',
}

const ratingOf = ({ source, score, version, vector }: CvssRating) => ({
  ...(source && { source: { name: source } }),
  ...(score !== undefined && { score, severity: severityOfScore(score) }),
  method: METHODS[version ?? ''] ?? 'other',
  ...(vector && { vector }),
})

const propertiesOf = ({ epss, knownExploited, fixVersion }: Statement) => [
  ...(epss === null ? [] : [{ name: 'stance:epss', value: String(epss) }]),
  ...(knownExploited === null ? [] : [{ name: 'stance:knownExploited', value: String(knownExploited) }]),
  ...(fixVersion === null ? [] : [{ name: 'stance:fixVersion', value: fixVersion }]),
]
