import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { anything, label, listOf, needed, part, shaped, text, texts } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'
import { normalPurl } from '../values/purl.ts'
import { fits, readBy } from '../values/read-schema.ts'

const MATCHES = '/matches/*'

export const xeol = {
  id: 'xeol',
  name: 'Xeol',
  link: 'https://github.com/xeol-io/xeol#readme',
  extensions: ['.json'],
  kinds: ['dependency', 'container'],
  howTo: 'xeol registry.example/shop/api:1.0 --output json > xeol.json',
  detect,
  read,
} satisfies Format

const frameSchema = z.object({
  matches: z.array(z.unknown()).nullable(),
  source: part(z.object({ type: text, target: anything })),
  descriptor: part(z.object({ name: text, version: label, timestamp: text })),
})

const marks = z.object({ Cycle: z.object({ ProductName: z.string() }) })

function detect({ outline }: Sample): number {
  const frame = frameSchema.safeParse(outline)
  if (!frame.success) return 0
  const [first] = frame.data.matches ?? []
  const isOne = fits(marks, first)
  return isOne || (first === undefined && frame.data.descriptor?.name === 'xeol') ? 1 : 0
}

const targetSchema = z.object({ userInput: text, manifestDigest: text })
const matchSchema = z.object({
  Cycle: z.object({
    ProductName: needed,
    ProductPermalink: text,
    ReleaseCycle: label,
    Eol: label,
    LatestRelease: text,
    ReleaseDate: text,
  }),
  artifact: part(
    z.object({
      name: needed,
      version: label,
      type: text,
      purl: text,
      licenses: texts,
      locations: listOf(z.object({ path: text })),
    }),
  ),
})

type Match = z.output<typeof matchSchema>

/** Packages whose makers no longer care for them, in the form of Grype's report. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { source, descriptor } = await jsonFrame(input, context, {
    name: "Xeol's JSON",
    omit: [MATCHES],
    schema: frameSchema,
  })
  const target =
    typeof source?.target === 'string' ? { userInput: source.target } : readBy(targetSchema, source?.target)
  const isImage = source?.type === 'image'
  const name = target?.userInput
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Xeol',
    toolVersion: descriptor?.version,
    target: name && isImage ? imageReference(name).name : name,
  })
  if (name && isImage)
    yield imageClaim(name, {
      digest: 'manifestDigest' in Object(target) ? Object(target).manifestDigest : undefined,
    })
  for await (const element of eachElement(input, context, [MATCHES])) {
    if (element.type === 'problem') yield element
    else yield* matchItems(element)
  }
}

function* matchItems(element: Element): Generator<Item> {
  const match = shaped(matchSchema, element)
  if (match.type === 'problem') {
    yield match
    return
  }
  const { artifact } = match.value
  const purl = normalPurl(artifact?.purl)
  const place = { version: artifact?.version, purl, path: relativePath(artifact?.locations[0]?.path ?? '') }
  if (artifact)
    yield withoutGaps({
      type: 'component' as const,
      ref: purl ?? element.where,
      name: artifact.name,
      ...place,
      licenses: artifact.licenses,
    })
  yield observationOf(
    match.value,
    { name: artifact?.name ?? match.value.Cycle.ProductName, ...place },
    element.text,
  )
}

function observationOf(
  { Cycle: cycle }: Match,
  component: NonNullable<Observation['component']>,
  raw: string,
) {
  const { ProductName: product, ReleaseCycle: release = '', Eol: eol } = cycle
  // `true` where the day is not known.
  const since = eol && /^\d{4}-/.test(eol) ? `on ${eol}` : undefined
  return observe({
    kind: packageKind('', component.purl),
    rule: 'end-of-life',
    title: [`${product} ${release}`.trim(), 'reaches its end of life', since].filter(Boolean).join(' '),
    description: [
      cycle.ReleaseDate && `Released: ${cycle.ReleaseDate}`,
      cycle.LatestRelease && `Latest release: ${cycle.LatestRelease}`,
    ]
      .filter(Boolean)
      .join('\n'),
    severity: 'unknown',
    component,
    references: linksOf(cycle.ProductPermalink?.replace(/^(?=pkg\.xeol\.io)/, 'https://')),
    tags: ['end-of-life', ...(since ? [`eol:${eol}`] : [])],
    raw,
  })
}
