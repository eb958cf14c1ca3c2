import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { peek } from '../unpack/upload.ts'
import { anything, shaped } from '../values/lenient.ts'
import {
  ossIndexComponent,
  ossIndexObservation,
  ossIndexPackage,
  ossIndexVulnerability,
} from '../values/oss-index.ts'
import { fits } from '../values/read-schema.ts'
import { isTextReport, readText } from './text-report.ts'

const COMPONENTS = '/*'

export const auditjs = {
  id: 'auditjs',
  name: 'AuditJS',
  link: 'https://github.com/sonatype-nexus-community/auditjs',
  extensions: ['.json', '.txt'],
  kinds: ['dependency', 'container', 'malware'],
  howTo: 'auditjs ossi --json > auditjs.json',
  detect,
  read,
} satisfies Format

const componentSchema = z.object({
  coordinates: z.string().startsWith('pkg:'),
  vulnerabilities: z.array(anything).nullish(),
})
const report = z.tuple([componentSchema.required()], z.unknown())

function detect({ head, outline }: Sample): number {
  if (isTextReport(head)) return 1
  return fits(report, outline) ? 0.95 : 0
}

/** The JSON is what OSS Index itself answers; without `--json` there is text for people. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  if (isTextReport((await peek(input, 64 * 1024)).toString('utf8'))) {
    yield* readText(input, context)
    return
  }
  await jsonFrame(input, context, {
    name: 'AuditJS JSON',
    omit: [COMPONENTS],
    schema: z.array(z.unknown()),
  })
  yield { type: 'header', tool: 'AuditJS' }
  for await (const element of eachElement(input, context, [COMPONENTS])) {
    if (element.type === 'problem') yield element
    else yield* itemsOf(element)
  }
}

function* itemsOf(element: Element): Generator<Item> {
  const component = shaped(componentSchema, element)
  if (component.type === 'problem') {
    yield component
    return
  }
  const { coordinates, vulnerabilities } = component.value
  yield ossIndexComponent(coordinates)
  for (const [index, value] of (vulnerabilities ?? []).entries()) {
    const found = shaped(ossIndexVulnerability, { where: `${element.where}/vulnerabilities/${index}`, value })
    const raw = JSON.stringify({ ...(element.value as object), vulnerabilities: [value] })
    yield found.type === 'problem'
      ? found
      : ossIndexObservation(found.value, ossIndexPackage(coordinates), raw)
  }
}
