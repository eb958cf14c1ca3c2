import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { anything, part, shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { alertSchema, observationOfAlert } from './alert.ts'
import { findingSchema, observationOfFinding } from './finding.ts'
import { componentItem, librarySchema } from './library.ts'
import { observationOf, vulnerabilitySchema } from './vulnerability.ts'

const LISTS = {
  vulnerabilities: '/vulnerabilities/*',
  libraries: '/libraries/*',
  alerts: '/alerts/*',
  findings: '/response/*',
}

export const mend = {
  id: 'mend',
  name: 'Mend SCA',
  link: 'https://docs.mend.io/',
  extensions: ['.json'],
  kinds: ['dependency', 'container', 'license'],
  howTo: 'Export the vulnerability report as JSON, or set generateScanReport=true for the Unified Agent.',
  detect,
  read,
} satisfies Format

const library = z.object({ keyUuid: z.string() })
const report = z.union([
  z.object({
    vulnerabilities: z.tuple([z.object({ name: z.string(), severity: z.string(), library })], z.unknown()),
  }),
  z.object({ alerts: z.tuple([z.object({ type: z.string(), level: z.string(), library })], z.unknown()) }),
  z.object({ projectVitals: z.object({}), libraries: z.array(z.unknown()) }),
  z.object({
    response: z.tuple(
      [z.object({ type: z.string(), component: z.object({}), findingInfo: z.object({}) })],
      z.unknown(),
    ),
  }),
])
const noFindings = z.object({
  response: z.tuple([]),
  supportToken: z.string(),
  additionalData: z.unknown(),
})

function detect({ outline }: Sample): number {
  if (fits(report, outline)) return 1
  return fits(noFindings, outline) ? 0.9 : 0
}

const list = z.array(z.unknown())
const frameSchema = z
  .object({
    projectVitals: part(z.object({ name: text, productName: text, lastUpdatedDate: text })),
    additionalData: part(z.object({ paging: part(z.object({ next: anything })) })),
    vulnerabilities: list.optional(),
    libraries: list.optional(),
    alerts: list.optional(),
    response: list.optional(),
  })
  .refine((one) => one.vulnerabilities ?? one.libraries ?? one.alerts ?? one.response, {
    path: ['vulnerabilities'],
  })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: "Mend's JSON",
    omit: Object.values(LISTS),
    schema: frameSchema,
  })
  const { projectVitals: vitals } = frame
  let target = vitals?.name
  yield headerOf(target, vitals?.lastUpdatedDate)
  for await (const element of eachElement(input, context, Object.values(LISTS))) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const project = projectOf(element)
    if (project && project !== target) yield headerOf(project)
    target = project ?? target
    yield* itemsOf(element)
  }
  if (frame.additionalData?.paging?.next)
    yield loss('/additionalData/paging', 'the list goes on in another page, which is not in this file')
}

const headerOf = (target: string | undefined, time?: string): Item =>
  withoutGaps({ type: 'header' as const, tool: 'Mend', target, producedAt: isoTime(time) })

const projectSchema = z.object({
  project: z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]),
})

const projectOf = ({ value }: Element): string | undefined =>
  readBy(projectSchema, value)?.project.trim() || undefined

function* itemsOf(element: Element): Generator<Item> {
  if (element.pattern === LISTS.libraries) yield* libraryItems(element)
  else if (element.pattern === LISTS.alerts) {
    const alert = shaped(alertSchema, element)
    yield alert.type === 'problem' ? alert : observationOfAlert(alert.value, element.text)
  } else if (element.pattern === LISTS.findings) {
    const finding = shaped(findingSchema, element)
    yield finding.type === 'problem' ? finding : observationOfFinding(finding.value, element.text)
  } else {
    const flaw = shaped(vulnerabilitySchema, element)
    yield flaw.type === 'problem'
      ? flaw
      : observationOf(flaw.value, { library: flaw.value.library, raw: element.text })
  }
}

const listedSchema = librarySchema.extend({
  vulnerabilities: list.nullish().transform((given) => given ?? []),
})

/** The agent's report: each library holds its vulnerabilities. */
function* libraryItems(element: Element): Generator<Item> {
  const read = shaped(listedSchema, element)
  if (read.type === 'problem') {
    yield read
    return
  }
  yield componentItem(read.value, element.where)
  for (const [index, value] of read.value.vulnerabilities.entries()) {
    const flaw = shaped(vulnerabilitySchema, { where: `${element.where}/vulnerabilities/${index}`, value })
    yield flaw.type === 'problem'
      ? flaw
      : observationOf(flaw.value, { library: read.value, raw: JSON.stringify(value) })
  }
}
