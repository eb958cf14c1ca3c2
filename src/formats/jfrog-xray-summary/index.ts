import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { part, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { issueItems } from './issue.ts'
import { licenseItems } from './license.ts'

const ISSUES = '/artifacts/*/issues/*'
const LICENSES = '/artifacts/*/licenses/*'

export const jfrogXraySummary = {
  id: 'jfrog-xray-summary',
  name: 'JFrog Xray artifact summary',
  link: 'https://jfrog.com/help/r/xray-rest-apis/artifact-summary',
  extensions: ['.json'],
  kinds: ['dependency', 'container', 'malware'],
  howTo: 'curl -X POST https://xray.example/api/v1/summary/artifact -d \'{"paths":["…"]}\' > summary.json',
  detect,
  read,
} satisfies Format

const generalSchema = z.object({ name: text, component_id: text, pkg_type: text, path: text, sha256: text })
const frameSchema = z.object({ artifacts: z.array(z.object({ general: part(generalSchema) })) })

type Artifact = z.output<typeof generalSchema>

const artifact = z.object({
  general: z.object({ component_id: z.string() }),
  issues: z.array(z.unknown()),
})

const marks = z.object({ artifacts: z.tuple([artifact], z.unknown()) })

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { artifacts } = await jsonFrame(input, context, {
    name: "Xray's artifact summary",
    omit: [ISSUES, LICENSES],
    schema: frameSchema,
  })
  let next = 0
  for await (const element of eachElement(input, context, [ISSUES, LICENSES])) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const index = Number(element.where.split('/')[2])
    while (next <= index) yield* opened(artifacts[next++]?.general)
    yield* element.pattern === ISSUES ? issueItems(element) : licenseItems(element)
  }
  // Artifacts without an issue were looked at as well.
  while (next < artifacts.length) yield* opened(artifacts[next++]?.general)
  if (artifacts.length === 0) yield { type: 'header', tool: 'JFrog Xray' }
}

function* opened(artifact: Artifact | undefined): Generator<Item> {
  const name = artifact?.component_id ?? artifact?.name
  const isImage = artifact?.pkg_type?.toLowerCase() === 'docker'
  const target = name && isImage ? imageReference(name).name : (artifact?.path ?? name)
  yield withoutGaps({ type: 'header' as const, tool: 'JFrog Xray', target })
  if (name && isImage)
    yield imageClaim(name, {
      digest: artifact?.sha256 && `sha256:${artifact.sha256}`,
      path: artifact?.path,
    })
}
