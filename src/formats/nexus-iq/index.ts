import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { label, part, shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { affectedOf, componentItem, componentSchema } from './component.ts'
import { issueItems, licenseItems } from './issue.ts'
import { violationOf, violationSchema } from './violation.ts'

const COMPONENTS = '/components/*'
const VIOLATIONS = '/applicationViolations/*/policyViolations/*'

export const nexusIq = {
  id: 'nexus-iq',
  name: 'Sonatype Lifecycle (Nexus IQ)',
  link: 'https://help.sonatype.com/en/report-related-rest-api.html',
  extensions: ['.json'],
  kinds: ['dependency', 'license', 'malware', 'container'],
  howTo: 'curl -u … https://iq.example/api/v2/applications/shop/reports/REPORT/policy > policy.json',
  detect,
  read,
} satisfies Format

const identified = z.object({ hash: z.string().nullable(), matchState: z.string() })
const one = <S extends z.ZodType>(schema: S) => z.tuple([schema], z.unknown())
const report = z.union([
  z.object({ components: one(identified.extend({ violations: z.array(z.unknown()) })) }),
  z.object({ components: one(identified.extend({ securityData: z.unknown(), licenseData: z.unknown() })) }),
  z.object({
    components: z.array(z.unknown()),
    application: z.object({ publicId: z.string() }),
    reportTime: z.union([z.string(), z.number()]),
  }),
  z.object({
    components: z.array(z.unknown()),
    matchSummary: z.object({ totalComponentCount: z.number(), knownComponentCount: z.number() }),
  }),
  z.object({
    applicationViolations: z.array(z.object({ application: z.unknown(), policyViolations: z.unknown() })),
  }),
])

function detect({ outline }: Sample): number {
  return fits(report, outline) ? 1 : 0
}

const applicationSchema = part(z.object({ publicId: text, name: text }))
const frameSchema = z.union([
  z.object({ applicationViolations: z.array(z.object({ application: applicationSchema })) }),
  z.object({
    components: z.array(z.unknown()),
    application: applicationSchema,
    reportTime: label,
  }),
])

/** The policy report or the raw one of an application, or the violations of policies in all applications. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: "Nexus IQ's JSON",
    omit: [COMPONENTS, VIOLATIONS],
    schema: frameSchema,
  })
  const applications = 'applicationViolations' in frame ? frame.applicationViolations : []
  let next = 0
  if (!('applicationViolations' in frame)) yield headerOf(frame.application, frame.reportTime)
  else if (applications.length === 0) yield headerOf(undefined)
  for await (const element of eachElement(input, context, [COMPONENTS, VIOLATIONS])) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    if (element.pattern === COMPONENTS) {
      yield* componentItems(element)
      continue
    }
    const index = Number(element.where.split('/')[2])
    while (next <= index) yield headerOf(applications[next++]?.application)
    yield violationIn(element)
  }
  while (next < applications.length) yield headerOf(applications[next++]?.application)
}

const headerOf = (application: z.output<typeof applicationSchema>, time?: string): Item =>
  withoutGaps({
    type: 'header' as const,
    tool: 'Sonatype Lifecycle',
    target: application?.name ?? application?.publicId,
    producedAt: isoTime(time),
  })

function* componentItems(element: Element): Generator<Item> {
  const read = shaped(componentSchema, element)
  if (read.type === 'problem') {
    yield read
    return
  }
  const component = read.value
  yield componentItem(component, element.where)
  for (const [index, value] of component.violations.entries()) {
    const violation = shaped(violationSchema, { where: `${element.where}/violations/${index}`, value })
    yield violation.type === 'problem'
      ? violation
      : violationOf(violation.value, { ...affectedOf(component), raw: JSON.stringify(value) })
  }
  yield* issueItems(component, element.where)
  yield* licenseItems(component)
}

const violationWithComponent = violationSchema.extend({ component: part(componentSchema) })

function violationIn(element: Element): Item {
  const read = shaped(violationWithComponent, element)
  if (read.type === 'problem') return read
  const about = read.value.component && affectedOf(read.value.component)
  return violationOf(read.value, { ...about, raw: element.text })
}
