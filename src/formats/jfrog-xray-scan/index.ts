import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { labelOfId } from '../jfrog-xray/component-id.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { licenseItems } from './license.ts'
import { vulnerabilityItems } from './vulnerability.ts'

const FOUND = ['/*/vulnerabilities/*', '/*/violations/*']
const LICENSES = '/*/licenses/*'

export const jfrogXrayScan = {
  id: 'jfrog-xray-scan',
  name: 'JFrog CLI scan',
  link: 'https://docs.jfrog-applications.jfrog.io/jfrog-applications/jfrog-cli/cli-for-jfrog-security',
  extensions: ['.json'],
  kinds: ['dependency', 'container', 'license', 'malware'],
  howTo: 'jf scan --format=json shop.jar > jfrog-scan.json',
  detect,
  read,
} satisfies Format

const scanSchema = z.object({ component_id: text })
const scan = z
  .object({ scan_id: z.string() })
  .and(
    z.union([
      z.object({ component_id: z.string() }),
      z.object({ vulnerabilities: z.array(z.unknown()) }),
      z.object({ violations: z.array(z.unknown()) }),
    ]),
  )

function detect({ outline }: Sample): number {
  return Array.isArray(outline) && fits(scan, outline[0]) ? 1 : 0
}

/** An entry for each thing that was scanned. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const scans = await jsonFrame(input, context, {
    name: "the JFrog CLI's JSON",
    omit: [...FOUND, LICENSES],
    schema: z.array(scan.transform((one) => scanSchema.parse(one))),
  })
  let next = 0
  for await (const element of eachElement(input, context, [...FOUND, LICENSES])) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const index = Number(element.where.split('/')[1])
    while (next <= index) yield* opened(scans[next++])
    yield* element.pattern === LICENSES ? licenseItems(element) : vulnerabilityItems(element)
  }
  while (next < scans.length) yield* opened(scans[next++])
  if (scans.length === 0) yield { type: 'header', tool: 'JFrog Xray' }
}

function* opened(one: z.output<typeof scanSchema> | undefined): Generator<Item> {
  const id = one?.component_id
  const image = id?.startsWith('docker://') ? id.slice('docker://'.length) : undefined
  const target = image ? imageReference(image).name : id && labelOfId(id)
  yield withoutGaps({ type: 'header' as const, tool: 'JFrog Xray', target })
  if (image) yield imageClaim(image)
}
