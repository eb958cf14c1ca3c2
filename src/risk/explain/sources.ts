import { percent } from '../score/threat.ts'
import type { Origins } from './read-origins.ts'
import type { Ruling, Rulings } from './read-rulings.ts'
import type { Threat } from './read-threat.ts'

/** What is known of a finding besides the input of its score. */
export interface Facts {
  tools: readonly string[]
  overridden: boolean
  vector: string | null
  cwes: readonly number[]
  /** EPSS now and 30 days ago, as kept with the finding. */
  epss: number | null
  epssBefore: number | null
  advisories: readonly string[]
  place: string
  blastRadius: number | null
  origins: Origins
  threat: Threat
  reach: { text: string; source: string } | null
  /** What policies say of it. */
  rulings: Rulings
}

export interface Source {
  source: string
  evidence: { text: string; url: string | null } | null
  /** ISO 8601. */
  date: string | null
}

const told = (source: string, text?: string | null, url?: string | null, date?: string | null): Source => ({
  source,
  evidence: text ? { text, url: url ?? null } : null,
  date: date ? new Date(date).toISOString() : null,
})

/** The rule that says so, leading to its policy's page. */
export const rulingSource = (ruling: Ruling | undefined): Source =>
  ruling
    ? told(
        `policy ${ruling.policy}, rule ${ruling.rule}`,
        ruling.reason || ruling.rule,
        ruling.id && `/policies/${ruling.id}`,
      )
    : told('a policy that is being applied anew')

const tools = ({ tools }: Facts): string => tools.join(', ')

/** Who said a part of the context. */
const context =
  (field: string) =>
  ({ origins: { said, asset, application } }: Facts): Source => {
    const who = said[field]
    if (who === 'asset') return told('what people say of the asset', asset)
    if (who === 'application') return told('what people say of its application', application)
    if (who === 'discovery') return told('what discovery found in the asset', asset)
    return told('nobody has said: set it on the asset or its application')
  }

const EPSS_URL = 'https://www.first.org/epss/'
const KEV_URL = 'https://www.cisa.gov/known-exploited-vulnerabilities-catalog'

/** Where each factor's value comes from, by the factor's id. */
export const SOURCES: Readonly<Record<string, (facts: Facts) => Source>> = {
  exploited: ({ threat: { exploited }, tools }) =>
    exploited
      ? told('CISA KEV', `${exploited.cve} ${exploited.name ?? ''}`.trim(), KEV_URL, exploited.added)
      : told(`catalogues of exploited vulnerabilities, and ${tools.join(', ')}`),
  maturity: ({ threat: { exploit } }) =>
    exploit
      ? told('published exploits', `${exploit.cve}: ${exploit.name ?? exploit.maturity}`, exploit.url)
      : told('published exploits and CISA’s assessments'),
  epss: ({ threat: { epss }, tools }) =>
    epss
      ? told('FIRST EPSS', epss.cve, `${EPSS_URL}`, epss.since)
      : told(`FIRST EPSS, as ${tools.join(', ')} carries it`),
  'epss-trend': ({ epss, epssBefore }) =>
    told(
      'FIRST EPSS',
      epss === null || epssBefore === null ? null : `${percent(epssBefore)} → ${percent(epss)}`,
      EPSS_URL,
    ),
  'cve-age': ({ advisories }) =>
    told('the year in its CVE id', advisories.filter((id) => id.startsWith('CVE-')).join(', ')),
  weakness: ({ cwes }) =>
    told(
      'share of the class among exploited vulnerabilities',
      cwes.length ? cwes.map((cwe) => `CWE-${cwe}`).join(', ') : null,
      cwes[0] === undefined ? null : `https://cwe.mitre.org/data/definitions/${cwes[0]}.html`,
    ),
  attack: ({ vector }) => told('the CVSS vector', vector),
  confidence: (facts) => told(tools(facts)),
  agreement: (facts) => told('tools merged into this finding', tools(facts)),
  reachability: ({ reach, tools }) =>
    reach ? told(reach.source, reach.text) : told(`nobody shows it: not ${tools.join(', ')}, no discovery`),
  noise: ({ place, rulings }) =>
    rulings.noise
      ? rulingSource(rulings.noise)
      : told('path, use of the package and repetition in the reports', place),
  exposure: context('exposure'),
  controls: context('controls'),
  consequence: (facts) =>
    facts.overridden ? told('a person’s override of the severity') : told(tools(facts), facts.vector),
  data: context('dataClasses'),
  criticality: context('criticality'),
  environment: context('environment'),
  compliance: context('compliance'),
  'blast-radius': ({ blastRadius, origins }) =>
    blastRadius === null
      ? told('not worked out: no report shows the asset’s part of the estate')
      : told('links between assets, up to three steps', origins.asset),
}
