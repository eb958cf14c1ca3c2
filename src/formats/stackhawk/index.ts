import { z } from 'zod'
import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { label, needed, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { addressAt, newSite } from '../values/web-address.ts'

const FINDINGS = '/scanCompleted/findings/*'

export const stackhawk = {
  id: 'stackhawk',
  name: 'StackHawk webhook',
  link: 'https://docs.stackhawk.com/workflow-integrations/webhook.html',
  extensions: ['.json'],
  kinds: ['web'],
  howTo: 'In StackHawk, add a webhook for the event Scan Completed and save what it sends.',
  detect,
  read,
} satisfies Format

const outline = z.object({ service: z.literal('StackHawk'), scanCompleted: z.object({ scan: z.object({}) }) })

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

const frameSchema = z.object({
  scanCompleted: z.object({
    scan: z.object({
      hawkscanVersion: text,
      env: text,
      status: text,
      application: text,
      startedTimestamp: text,
      tags: texts,
    }),
    findings: z.array(z.unknown()).optional(),
  }),
})

const findingSchema = z.object({
  pluginId: label,
  pluginName: needed,
  severity: text,
  host: text,
  category: text,
  findingURL: text,
  paths: z.array(z.unknown()).catch([]),
})

type Finding = z.output<typeof findingSchema>

const pathSchema = z.object({ path: z.string().catch(''), method: text, status: text, pathURL: text })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { scan } = (
    await jsonFrame(input, context, { name: 'a StackHawk webhook', omit: [FINDINGS], schema: frameSchema })
  ).scanCompleted
  const producedAt = isoTime(scan.startedTimestamp)
  const target = [scan.application, scan.env].filter(Boolean).join(' / ')
  yield {
    type: 'header',
    tool: 'StackHawk',
    ...(scan.hawkscanVersion && { toolVersion: scan.hawkscanVersion }),
    ...(target && { target }),
    ...(producedAt && { producedAt }),
  }
  if (scan.status && scan.status !== 'COMPLETED')
    yield loss(
      '/scanCompleted/scan/status',
      'the scan did not complete: what it had not yet looked at is missing',
    )
  const sites = new Set<string>()
  for await (const element of eachElement(input, context, [FINDINGS])) {
    const finding = element.type === 'problem' ? element : shaped(findingSchema, element)
    if (finding.type === 'problem' || element.type === 'problem') {
      if (finding.type === 'problem') yield finding
      continue
    }
    yield* newSite(finding.value.host, sites)
    yield* pathsOf(finding.value, element.where, element.value as object)
  }
}

function* pathsOf(finding: Finding, where: string, value: object): Generator<Item> {
  const paths = finding.paths.length > 0 ? finding.paths : [{}]
  for (const [index, path] of paths.entries()) {
    const place = shaped(pathSchema, { where: `${where}/paths/${index}`, value: path })
    yield place.type === 'problem'
      ? place
      : observationOf(finding, place.value, JSON.stringify({ ...value, paths: [path] }))
  }
}

function observationOf(finding: Finding, place: z.output<typeof pathSchema>, raw: string): Observation {
  const url = addressAt(finding.host, place.path)
  return observe({
    kind: 'web',
    rule: finding.pluginId ?? finding.pluginName,
    title: finding.pluginName,
    severity: severityOfWord(finding.severity),
    toolSeverity: finding.severity,
    endpoint: url ? { url, method: place.method } : undefined,
    references: [place.pathURL, finding.findingURL].filter((link) => link !== undefined),
    verdict: verdictOf(place.status),
    tags: [finding.category, place.status && `status: ${place.status}`].filter((tag) => tag !== undefined),
    raw,
  })
}

function verdictOf(status: string | undefined): ProducerVerdict | undefined {
  if (status === 'FALSE_POSITIVE') return { state: 'false_positive', reason: status, source: 'stackhawk' }
  return status === 'RISK_ACCEPTED' ? { state: 'accepted', reason: status, source: 'stackhawk' } : undefined
}
