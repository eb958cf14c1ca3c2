import { cvssRating } from '../../../formats/values/cvss.ts'
import { cwesOf } from '../../../formats/values/cwe.ts'
import { asObject, asObjects, asTexts, type Json } from '../../../formats/values/fields.ts'
import type { Advisory } from '../../../model/advisory.ts'
import { type Severity, severityOfWord } from '../../../model/severity.ts'
import type { IntelItem } from '../contract.ts'
import { flaw } from '../reading/json-elements.ts'
import { cveId, prose, time, word } from '../reading/said.ts'
import { affectedByCpe } from './affected.ts'

/**
 * A CVE of the NVD's API 2.0 (https://nvd.nist.gov/developers/vulnerabilities). Its products are CPEs, which are no packages of any
 * ecosystem: they are kept as one of their own, since matching by them guesses.
 */
export function nvdRecord(value: unknown, where: string): IntelItem {
  const cve = asObject(value)
  const id = cveId(cve?.id)
  const modified = time(cve?.lastModified)
  if (!cve || !id || !modified)
    return flaw(where, 'this record is left out: it lacks a CVE id or the time of its last change')
  const published = time(cve.published)
  const details = englishIn(cve.descriptions)
  const rejected = /^rejected$/i.test(String(cve.vulnStatus))
  return {
    type: 'advisory',
    advisory: {
      id,
      aliases: [],
      upstream: [],
      related: [],
      ...(details && { details }),
      ...(published && { published }),
      modified,
      ...(rejected && { withdrawn: modified, ...(details && { withdrawnReason: details }) }),
      ...severityIn(cve),
      cvss: metricsIn(cve)
        .map(({ data, source }) =>
          cvssRating({ vector: data.vectorString, score: data.baseScore, version: data.version, source }),
        )
        .filter((rating) => rating !== undefined),
      cwes: cwesOf(
        asObjects(cve.weaknesses).flatMap((one) => asObjects(one.description).map(({ value }) => value)),
      ),
      references: referencesIn(cve.references),
      affected: affectedByCpe(cve.configurations),
      malicious: false,
    },
  }
}

const englishIn = (descriptions: unknown): string | undefined =>
  prose(asObjects(descriptions).find(({ lang }) => /^en\b/i.test(String(lang)))?.value)

interface Metric {
  data: Json
  source: string
  /** Version 2 has it beside the vector's data. */
  word: unknown
}

const METRICS = ['cvssMetricV40', 'cvssMetricV31', 'cvssMetricV30', 'cvssMetricV2']

/** Newest version first, NVD's own (primary) before those of others. */
const metricsIn = (cve: Json): Metric[] =>
  METRICS.flatMap((key) => {
    const listed = asObjects(asObject(cve.metrics)?.[key])
    const own = listed.filter(({ type }) => type === 'Primary')
    return [...own, ...listed.filter((metric) => !own.includes(metric))]
  }).flatMap((metric) => {
    const data = asObject(metric.cvssData)
    return data
      ? [{ data, source: sourceOf(metric.source), word: data.baseSeverity ?? metric.baseSeverity }]
      : []
  })

const sourceOf = (source: unknown): string => (source === 'nvd@nist.gov' ? 'nvd' : (word(source) ?? 'nvd'))

function severityIn(cve: Json): { severity?: Severity } {
  const told = metricsIn(cve).map((metric) =>
    severityOfWord(typeof metric.word === 'string' ? metric.word : undefined),
  )
  const severity = told.find((one) => one !== 'unknown')
  return severity ? { severity } : {}
}

/** The NVD's tags in OSV's words. */
const TYPES: [string, string][] = [
  ['Patch', 'FIX'],
  ['Exploit', 'EVIDENCE'],
  ['Vendor Advisory', 'ADVISORY'],
  ['Third Party Advisory', 'ADVISORY'],
  ['Issue Tracking', 'REPORT'],
  ['Mailing List', 'DISCUSSION'],
  ['Product', 'PACKAGE'],
]

const referencesIn = (value: unknown): Advisory['references'] =>
  asObjects(value).flatMap(({ url, tags }) => {
    const address = word(url)
    const type = TYPES.find(([tag]) => asTexts(tags).includes(tag))?.[1] ?? 'WEB'
    return address && /^(?:https?|ftp):\/\//i.test(address) ? [{ type, url: address }] : []
  })
