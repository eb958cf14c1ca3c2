import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { part, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { dataItems, hostItems, ruleItems } from './configuration.ts'
import { packageItems } from './package.ts'
import { secretItems } from './secret.ts'

export const wizcli = {
  id: 'wizcli',
  name: 'Wiz CLI',
  link: 'https://docs.wiz.io/wiz-docs/docs/use-wiz-cli',
  extensions: ['.json'],
  kinds: ['dependency', 'container', 'secret', 'config', 'data', 'malware'],
  howTo: 'wizcli dir scan --path . --format json > wizcli.json',
  detect,
  read,
} satisfies Format

const resultSchema = z.object({ __typename: text })
const scan = z.object({
  scanOriginResource: z.unknown(),
  status: z.object({ verdict: z.string() }),
  result: z.object({}),
})

function detect({ outline }: Sample): number {
  if (!fits(scan, outline) || !('scanOriginResource' in (outline as object))) return 0
  return 'reportUrl' in (outline as object) || 'policies' in (outline as object) ? 1 : 0.9
}

/** How an element of each list is read. */
const READERS: Record<string, (element: Element) => Iterable<Item>> = {
  '/result/osPackages/*': packageItems,
  '/result/libraries/*': packageItems,
  '/result/applications/*': packageItems,
  '/result/cpes/*': packageItems,
  '/result/secrets/*': secretItems,
  '/result/dataFindings/*': dataItems,
  '/result/ruleMatches/*': ruleItems,
  '/result/hostConfiguration/hostConfigurationFindings/*': hostItems,
}
const PATTERNS = Object.keys(READERS)

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { createdAt, scanOriginResource: origin } = await jsonFrame(input, context, {
    name: "the Wiz CLI's JSON",
    omit: [...PATTERNS, '/policies', '/result/failedPolicyMatches'],
    schema: z.object({
      createdAt: text,
      result: resultSchema,
      status: z.object({}),
      scanOriginResource: part(z.object({ __typename: text, name: text, digest: text })),
    }),
  })
  const name = origin?.name
  const isImage = origin?.__typename === 'CICDScanOriginContainerImage'
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Wiz CLI',
    target: name && isImage ? imageReference(name).name : name,
    producedAt: isoTime(createdAt),
  })
  if (name && isImage) yield imageClaim(name, { digest: origin.digest })
  for await (const element of eachElement(input, context, PATTERNS))
    yield* element.type === 'problem' ? [element] : (READERS[element.pattern]?.(element) ?? [])
}
