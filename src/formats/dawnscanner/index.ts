import { z } from 'zod'
import type { AffectedComponent, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { anything, number, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { purlOf } from '../values/purl.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'

const OPEN = '/vulnerabilities/*'
const MITIGATED = '/mitigated_vuln/*'
const REFLECTED = '/reflected_xss/*'

export const dawnscanner = {
  id: 'dawnscanner',
  name: 'Dawnscanner',
  link: 'https://github.com/thesp0nge/dawnscanner',
  extensions: ['.json'],
  kinds: ['code', 'dependency'],
  howTo: 'dawn --json --file dawn.json .',
  detect,
  read,
} satisfies Format

const outline = z.object({ dawn_version: z.string(), vulnerabilities: z.array(z.unknown()) })

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

const frameSchema = z.object({
  dawn_version: text,
  status: text,
  scan_started: text,
  vulnerabilities: z.array(z.unknown()),
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const patterns = [OPEN, MITIGATED, REFLECTED]
  const frame = await jsonFrame(input, context, {
    name: 'Dawnscanner JSON',
    omit: patterns,
    schema: frameSchema,
  })
  const producedAt = isoTime(frame.scan_started)
  yield {
    type: 'header',
    tool: 'Dawnscanner',
    ...(frame.dawn_version && { toolVersion: frame.dawn_version }),
    ...(producedAt && { producedAt }),
  }
  if (frame.status !== undefined && frame.status !== 'OK')
    yield loss('/status', 'the scan did not end well: it may have missed something')
  yield* shapedItems(eachElement(input, context, patterns), vulnerabilitySchema, (value, { text, pattern }) =>
    observationOf(value, pattern, text),
  )
}

const vulnerabilitySchema = z.object({
  name: text,
  cve_link: text,
  severity: text,
  cvss_score: number,
  message: text,
  remediation: text,
  sink: anything,
})

type Vulnerability = z.output<typeof vulnerabilitySchema>

function observationOf(vulnerability: Vulnerability, pattern: string, raw: string): Observation {
  const reflected = pattern === REFLECTED ? 'Reflected XSS' : undefined
  const rule = vulnerability.name ?? reflected ?? 'vulnerability'
  const advisories = advisoryIdsIn(rule)
  const rating = cvssRating({ score: vulnerability.cvss_score })
  const link = advisories.length > 0 ? vulnerability.cve_link : undefined
  return observe({
    kind: advisories.length > 0 ? 'dependency' : 'code',
    rule,
    title: rule,
    description: vulnerability.message,
    severity: severityOfWord(vulnerability.severity),
    toolSeverity: vulnerability.severity,
    cvss: rating && [rating],
    cwes: reflected ? [79] : [],
    advisories,
    component: gemOf(vulnerability.remediation),
    references: link ? [link] : [],
    remediation: vulnerability.remediation,
    verdict: pattern === MITIGATED ? MITIGATION : undefined,
    raw,
  })
}

const MITIGATION: ProducerVerdict = { state: 'accepted', reason: 'mitigated', source: 'dawnscanner' }

/** `Please upgrade actionview gem to version 3.2.22.3, 4.2.7.1 or install latest version.` */
function gemOf(remediation: string | undefined): AffectedComponent | undefined {
  const [, name, versions] =
    /upgrade (?:the )?([\w-]+) (?:gem )?(?:to )?(?:at least )?(?:to )?version ([^a-z]*(?:(?:or|and) [\d.][^a-z]*)*)/i.exec(
      remediation ?? '',
    ) ?? []
  if (!name) return undefined
  const fixVersions = versions?.match(/\d+(?:\.\w+)+/g) ?? undefined
  return { name: name.toLowerCase(), purl: purlOf({ type: 'gem', name: name.toLowerCase() }), fixVersions }
}
