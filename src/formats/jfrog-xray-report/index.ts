import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { fixVersionsOf, labelOfId, packageOfId } from '../jfrog-xray/component-id.ts'
import { advisoriesOf, cveSchema, cwesOfCves, ratingsOfCves } from '../jfrog-xray/cves.ts'
import { loss } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { listOf, number, text, texts } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { titleOf } from '../values/title.ts'

const ROWS = '/rows/*'

export const jfrogXrayReport = {
  id: 'jfrog-xray-report',
  name: 'JFrog Xray vulnerabilities report',
  link: 'https://jfrog.com/help/r/xray-rest-apis/reports',
  extensions: ['.json'],
  kinds: ['dependency', 'container', 'malware'],
  howTo: 'In Xray, open Reports, make a report of vulnerabilities, and export it as JSON.',
  detect,
  read,
} satisfies Format

const frameSchema = z.object({ total_rows: z.number(), rows: z.array(z.unknown()) })
const row = z.object({ vulnerable_component: z.string(), impacted_artifact: z.string() })

function detect({ outline }: Sample): number {
  const frame = frameSchema.safeParse(outline)
  if (!frame.success) return 0
  if (frame.data.rows.length > 0) return fits(row, frame.data.rows[0]) ? 1 : 0
  return Object.keys(Object(outline)).length === 2 ? 0.7 : 0
}

const rowSchema = z
  .object({
    cves: listOf(cveSchema),
    summary: text,
    description: text,
    severity: text,
    vulnerable_component: text,
    component_physical_path: text,
    impacted_artifact: text,
    impact_path: texts,
    path: text,
    fixed_versions: texts,
    artifact_scan_time: text,
    issue_id: text,
    provider: text,
    references: texts,
    applicability_result: text,
  })
  .refine((one) => one.issue_id ?? one.cves[0]?.cve ?? one.summary, { path: ['issue_id'] })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { total_rows: total } = await jsonFrame(input, context, {
    name: "Xray's report of vulnerabilities",
    omit: [ROWS],
    schema: frameSchema.extend({ total_rows: number }),
  })
  yield { type: 'header', tool: 'JFrog Xray' }
  let rows = 0
  for await (const item of shapedItems(eachElement(input, context, [ROWS]), rowSchema, observationOf)) {
    rows++
    yield item
  }
  if (total !== undefined && total > rows)
    yield loss('/total_rows', `the report has ${total} rows and this file ${rows}: send the others with it`)
}

function observationOf(one: z.output<typeof rowSchema>, { text: raw }: { text: string }): Observation {
  const { aliases, related } = advisoriesOf(one.issue_id, one.cves)
  const rule = aliases[0] ?? one.summary ?? ''
  const component = one.vulnerable_component ? packageOfId(one.vulnerable_component) : undefined
  return observe({
    kind: packageKind(rule, component?.purl),
    rule,
    title: titleOf(one.summary, component ? `${rule} in ${component.name}` : rule),
    description: one.description ?? one.summary,
    severity: severityOfWord(one.severity),
    toolSeverity: one.severity,
    cvss: ratingsOfCves(one.cves),
    cwes: cwesOfCves(one.cves),
    advisories: aliases,
    component: component && {
      ...component,
      path: relativePath(one.path ?? one.component_physical_path ?? ''),
      fixVersions: fixVersionsOf(one.fixed_versions),
      chain: one.impact_path.length > 1 ? one.impact_path.map(labelOfId) : [],
    },
    resource: one.impacted_artifact ? { address: one.impacted_artifact, type: 'artifact' } : undefined,
    references: linksOf(one.references),
    seenAt: isoTime(one.artifact_scan_time),
    tags: [
      ...related,
      ...(one.provider ? [`provider:${one.provider}`] : []),
      ...(one.applicability_result ? [`applicability:${one.applicability_result}`] : []),
    ],
    raw,
  })
}
