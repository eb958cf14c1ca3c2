import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { label, needed, number, shaped, text, texts } from '../values/lenient.ts'
import { lowerBounds } from '../values/lower-bounds.ts'
import { observe } from '../values/observe.ts'
import { purlOf } from '../values/purl.ts'

/** An id with its scheme, which the advisory database leaves out. */
const id = (scheme: string) =>
  label.transform((value) => (value === undefined || value.startsWith(scheme) ? value : scheme + value))

const advisorySchema = z.object({
  id: text,
  title: text,
  description: text,
  url: text,
  criticality: text,
  cvss_v2: number,
  cvss_v3: number,
  cve: id('CVE-'),
  ghsa: id('GHSA-'),
  osvdb: id('OSVDB-'),
  patched_versions: texts,
})

const resultSchema = z.union([
  z.object({ type: z.literal('insecure_source'), source: needed }),
  z.object({
    gem: z.object({ name: needed, version: label }),
    advisory: advisorySchema,
    /** How the text report puts what is to be done. */
    solution: text,
  }),
])

type Gem = Extract<z.output<typeof resultSchema>, { gem: unknown }>

/** One result of the JSON report, or of the text report in its shape. */
export function itemOfResult(element: Pick<Element, 'where' | 'value' | 'text'>): Item {
  const result = shaped(resultSchema, element)
  if (result.type === 'problem') return result
  return 'source' in result.value
    ? insecureSource(result.value.source, element.text)
    : unpatchedGem(result.value, element.text)
}

function unpatchedGem({ gem, advisory, solution }: Gem, raw: string): Observation {
  const { name, version } = gem
  const ids = advisoryIds(advisory.id, advisory.cve, advisory.ghsa, advisory.osvdb)
  const rule = ids[0] ?? advisory.title ?? name
  const ratings = [
    cvssRating({ score: advisory.cvss_v3, version: '3.0' }),
    cvssRating({ score: advisory.cvss_v2, version: '2.0' }),
  ]
  const { patched_versions: patched } = advisory
  return observe({
    kind: 'dependency',
    rule,
    title: advisory.title ?? `${rule} in ${name}`,
    description: advisory.description,
    severity: severityOfWord(advisory.criticality),
    toolSeverity: advisory.criticality,
    cvss: ratings.filter((rating) => rating !== undefined),
    advisories: ids,
    component: {
      name,
      version,
      purl: purlOf({ type: 'gem', name, version: version ?? '' }),
      fixVersions: lowerBounds(...patched, solution),
    },
    references: advisory.url ? [advisory.url] : [],
    remediation: solution ?? (patched.length > 0 ? `Upgrade to ${patched.join(' or ')}.` : undefined),
    raw,
  })
}

/** Gems that come over `git://` or plain HTTP can be changed on their way. */
const insecureSource = (source: string, raw: string): Observation =>
  observe({
    kind: 'config',
    rule: 'insecure_source',
    title: 'Insecure source URI',
    severity: 'unknown',
    resource: { address: source, type: 'gem-source' },
    raw,
  })
