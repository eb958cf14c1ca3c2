import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { listOf, part, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { titleOf } from '../values/title.ts'
import { fixVersionsOf, packageOfId } from './component-id.ts'
import { advisoriesOf, cveSchema, cwesOfCves, ratingsOfCves } from './cves.ts'

const ISSUES = '/data/*'

export const jfrogXray = {
  id: 'jfrog-xray',
  name: 'JFrog Xray issues',
  link: 'https://jfrog.com/help/r/jfrog-security-documentation/exporting-scan-results',
  extensions: ['.json'],
  kinds: ['dependency', 'container', 'license', 'malware'],
  howTo: 'Scans List > artifact > Security Issues > Export (JSON)',
  detect,
  read,
} satisfies Format

const issue = z.object({ source_comp_id: z.string(), component_versions: z.object({}) })
const frameSchema = z.object({ total_count: z.number(), data: z.array(z.unknown()) })

function detect({ outline }: Sample): number {
  const frame = readBy(frameSchema, outline)
  return frame && fits(issue, frame.data[0]) ? 1 : 0
}

const issueSchema = z
  .object({
    id: text,
    severity: text,
    summary: text,
    issue_type: text,
    provider: text,
    component: text,
    source_comp_id: text,
    component_versions: part(
      z.object({
        vulnerable_versions: texts,
        fixed_versions: texts,
        more_details: part(z.object({ cves: listOf(cveSchema), description: text })),
      }),
    ),
  })
  .refine((one) => one.source_comp_id ?? one.component, { path: ['source_comp_id'] })
  .refine((one) => one.id ?? one.summary ?? one.component_versions?.more_details?.cves[0]?.cve, {
    path: ['id'],
  })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: "Xray's JSON export", omit: [ISSUES], schema: frameSchema })
  yield { type: 'header', tool: 'JFrog Xray' }
  const issues = eachElement(input, context, [ISSUES])
  yield* shapedItems(issues, issueSchema, (one, element) => observationOf(one, element.text))
}

function observationOf(one: z.output<typeof issueSchema>, raw: string): Observation {
  const {
    more_details: details,
    fixed_versions = [],
    vulnerable_versions = [],
  } = one.component_versions ?? {}
  const cves = details?.cves ?? []
  const component = packageOfId(one.source_comp_id ?? one.component ?? '')
  const { aliases, related } = advisoriesOf(one.id, cves)
  const rule = aliases[0] ?? one.summary ?? component.name
  return observe({
    kind: one.issue_type === 'license' ? 'license' : packageKind(rule, component.purl),
    rule,
    title: titleOf(one.summary, `${rule} in ${component.name}`),
    description: details?.description ?? one.summary,
    severity: severityOfWord(one.severity),
    toolSeverity: one.severity,
    cvss: ratingsOfCves(cves),
    cwes: cwesOfCves(cves),
    advisories: aliases,
    component: { ...component, fixVersions: fixVersionsOf(fixed_versions) },
    tags: [
      ...related,
      ...(one.issue_type ? [one.issue_type] : []),
      ...vulnerable_versions.map((range) => `vulnerable:${range}`),
    ],
    raw,
  })
}
