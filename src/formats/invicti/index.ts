import { z } from 'zod'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { eachNode, textOf, xmlText } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { peek } from '../unpack/upload.ts'
import { shaped, text } from '../values/lenient.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { dateOrderOf, timeInOrder } from '../values/slash-date.ts'
import { newSite } from '../values/web-address.ts'
import { observationOf } from './observation.ts'
import { vulnerabilityInNode, vulnerabilitySchema } from './vulnerability.ts'

/** Products of one maker that write the same report, by the root of their XML. */
const PRODUCTS = new Map([
  ['invicti-enterprise', 'Invicti Enterprise'],
  ['invicti-standard', 'Invicti Standard'],
  ['invicti', 'Invicti'],
  ['netsparker-enterprise', 'Netsparker Enterprise'],
  ['netsparker-cloud', 'Netsparker Cloud'],
  ['netsparker', 'Netsparker'],
  ['acunetix-360', 'Acunetix 360'],
  ['acunetix360', 'Acunetix 360'],
])

export const invicti = {
  id: 'invicti',
  name: 'Invicti, Netsparker, Acunetix 360',
  link: 'https://www.invicti.com/support/built-in-reports/',
  extensions: ['.json', '.xml'],
  kinds: ['web'],
  howTo: 'In Invicti, open the scan and choose Export > Vulnerabilities List (JSON or XML).',
  detect,
  read,
} satisfies Format

const VULNERABILITIES = '/Vulnerabilities/*'

const frameSchema = z.object({
  Generated: z.string(),
  Target: z.object({ Url: text, Initiated: text, ScanId: text }),
  Vulnerabilities: z.array(z.unknown()),
})

function detect({ root, outline }: Sample): number {
  if (root) return PRODUCTS.has(root.name) ? 1 : 0
  return fits(frameSchema, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const start = (await peek(input, 1024)).toString('utf8').trimStart()
  yield* start.startsWith('<') ? readXml(input, context) : readJson(input, context)
}

async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { Target, Generated } = await jsonFrame(input, context, {
    name: 'Invicti JSON',
    omit: [VULNERABILITIES],
    schema: frameSchema,
  })
  const run = { tool: 'Invicti', target: Target.Url, dates: [Target.Initiated, Generated] }
  const order = dateOrderOf(...run.dates, ...(await datesIn(eachElement(input, context, [VULNERABILITIES]))))
  yield* opening(run, order)
  for await (const element of eachElement(input, context, [VULNERABILITIES])) {
    const result = element.type === 'problem' ? element : shaped(vulnerabilitySchema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
    } else yield observationOf(result.value, element.text, { target: run.target, order })
  }
}

const dates = z.object({ FirstSeenDate: text, LastSeenDate: text })

/** The first date that shows the order in which this report writes days and months. */
async function datesIn(
  elements: AsyncIterable<{ type: string; value?: unknown }>,
): Promise<(string | undefined)[]> {
  for await (const { value } of elements) {
    const { FirstSeenDate, LastSeenDate } = readBy(dates, value) ?? {}
    if (dateOrderOf(FirstSeenDate, LastSeenDate)) return [FirstSeenDate, LastSeenDate]
  }
  return []
}

const FACTS = ['url', 'initiated'].map((name) => `/*/target/${name}`)
const ITEMS = ['/*/vulnerability', '/*/vulnerabilities/vulnerability']

async function* readXml(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const root = await xmlRoot(input, context, { name: 'Invicti XML', roots: [...PRODUCTS.keys()] })
  const facts: Record<string, string | undefined> = {}
  const seen: (string | undefined)[] = []
  for await (const slice of eachNode(input, context, [...FACTS, ...ITEMS])) {
    if (slice.type === 'problem') continue
    if (FACTS.includes(slice.path)) facts[slice.node.name] ??= textOf(slice.node)
    else if (seen.length === 0)
      for (const name of ['FirstSeenDate', 'LastSeenDate'])
        if (dateOrderOf(textOf(slice.node, name))) seen.push(textOf(slice.node, name))
  }
  const run = {
    tool: PRODUCTS.get(root.name) ?? 'Invicti',
    target: facts.url,
    dates: [facts.initiated, root.attributes.generated],
  }
  const order = dateOrderOf(...run.dates, ...seen)
  yield* opening(run, order)
  for await (const slice of eachNode(input, context, ITEMS)) {
    if (slice.type === 'problem') {
      yield slice
      continue
    }
    const result = shaped(vulnerabilitySchema, { where: slice.where, value: vulnerabilityInNode(slice.node) })
    yield result.type === 'problem'
      ? result
      : observationOf(result.value, xmlText(slice.node), { target: run.target, order })
  }
}

interface Run {
  tool: string
  target: string | undefined
  /** Begin and export, the better first. */
  dates: (string | undefined)[]
}

function* opening(
  { tool, target, dates: times }: Run,
  order: ReturnType<typeof dateOrderOf>,
): Generator<Item> {
  const producedAt = times.map((time) => timeInOrder(time, order)).find((time) => time !== undefined)
  yield {
    type: 'header',
    tool,
    ...(target && { target }),
    ...(producedAt && { producedAt }),
  } satisfies ReportHeader
  yield* newSite(target, new Set())
}
