import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { imageClaim } from '../values/image-reference.ts'
import { anything, label, shaped, text } from '../values/lenient.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { checkObservation, checkSchema, isPassed } from './check.ts'
import { vulnerabilityObservation, vulnerabilitySchema } from './vulnerability.ts'

const VULNERABILITIES = '/report/vulnerabilities/*'
const CHECKS = ['/report/checks/*', '/items/*']
const SECRETS = '/report/secrets/*'
const ALL = [VULNERABILITIES, ...CHECKS, SECRETS]

export const neuvector = {
  id: 'neuvector',
  name: 'NeuVector',
  link: 'https://open-docs.neuvector.com/automation/automation',
  extensions: ['.json'],
  kinds: ['container', 'dependency', 'config', 'secret', 'malware'],
  howTo:
    'curl --insecure --header "X-Auth-Token: $TOKEN" https://neuvector.example:10443/v1/scan/workload/ID > neuvector.json',
  detect,
  read,
} satisfies Format

const list = z.array(z.unknown()).nullish()
const scan = z.object({
  report: z.object({
    vulnerabilities: z.array(z.unknown()).nullable(),
    checks: list,
    secrets: list,
    registry: text,
    repository: text,
    tag: text,
    digest: text,
  }),
})
const bench = z.object({ run_timestamp: anything, run_at: text, items: z.array(z.unknown()) })
const frameSchema = z.union([scan, bench.refine(({ run_at }) => run_at !== undefined, { path: ['run_at'] })])

function detect({ outline }: Sample): number {
  const vulnerabilities = readBy(scan, outline)?.report.vulnerabilities
  if (vulnerabilities) {
    const isOne = z.object({ name: z.string(), package_name: z.string() }).safeParse(vulnerabilities[0])
    return isOne.success ? 1 : vulnerabilities.length === 0 ? 0.8 : 0
  }
  const one = z.object({ test_number: z.string(), level: z.string() })
  const items = readBy(bench, outline)?.items
  return items && (items.length === 0 ? Object(outline).docker_cis_version : fits(one, items[0])) ? 1 : 0
}

/** What a scan found in an image or workload, or what a benchmark found on a host. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, { name: "NeuVector's JSON", omit: ALL, schema: frameSchema })
  const image = 'report' in frame ? imageOf(frame.report) : undefined
  yield withoutGaps({
    type: 'header' as const,
    tool: 'NeuVector',
    target: image,
    producedAt: 'run_at' in frame ? isoTime(frame.run_at) : undefined,
  })
  if (image && 'report' in frame)
    yield imageClaim(image, { tag: frame.report.tag, digest: frame.report.digest })
  for await (const element of eachElement(input, context, ALL)) {
    const item = element.type === 'problem' ? element : itemOf(element)
    if (item) yield item
  }
}

const imageOf = ({ registry, repository }: z.output<typeof scan>['report']): string | undefined =>
  repository && [registry?.replace(/^https?:\/\/|\/$/g, ''), repository].filter(Boolean).join('/')

function itemOf(element: Element): Item | undefined {
  if (element.pattern === VULNERABILITIES) {
    const one = shaped(vulnerabilitySchema, element)
    return one.type === 'problem' ? one : vulnerabilityObservation(one.value, element.text)
  }
  if (element.pattern === SECRETS) {
    const one = shaped(secretSchema, element)
    if (one.type === 'problem') return one
    return one.value.type ? secretObservation(one.value, element.text) : undefined
  }
  const one = shaped(checkSchema, element)
  if (one.type === 'problem') return one
  return isPassed(one.value) ? undefined : checkObservation(one.value, element.text)
}

const secretSchema = z.object({ type: text, evidence: text, path: text, suggestion: text, level: label })

/** It prints only a part of a secret. */
const secretObservation = (secret: z.output<typeof secretSchema>, raw: string): Observation =>
  observe({
    kind: 'secret',
    rule: secret.type as string,
    title: secret.type as string,
    severity: severityOfWord(secret.level),
    location: secret.path ? { path: relativePath(secret.path), snippet: secret.evidence } : undefined,
    secret: secret.evidence,
    remediation: secret.suggestion,
    raw,
  })
