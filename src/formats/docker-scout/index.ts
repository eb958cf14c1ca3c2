import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { label, listOf, needed, part, shaped, text, texts } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { keptPurl } from '../values/purl.ts'
import { packageOfPurl } from '../values/purl-package.ts'
import { fits } from '../values/read-schema.ts'
import { type Places, secretItems, vulnerabilityItems } from './finding.ts'

const ARTIFACTS = '/artifacts/*'
const FOUND = '/vulnerabilities/*'
const SECRETS = '/secrets/*'
const ALL = [ARTIFACTS, FOUND, SECRETS]
/** The image's own description of itself, as text and as objects. */
const UNREAD = ['raw_manifest', 'raw_config', 'manifest', 'config'].map((key) => `/source/image/${key}`)

export const dockerScout = {
  id: 'docker-scout',
  name: 'Docker Scout',
  link: 'https://docs.docker.com/reference/cli/docker/scout/cves/',
  extensions: ['.json'],
  kinds: ['container', 'dependency', 'malware', 'secret'],
  howTo: 'docker scout cves --format sbom --output scout.json registry.example/shop:1.0',
  detect,
  read,
} satisfies Format

const image = z.object({
  source: z.object({ image: z.object({ digest: z.string(), raw_manifest: z.string().optional() }) }),
  artifacts: z.array(z.unknown()),
})
const described = z.object({
  artifacts: z.array(z.unknown()),
  descriptor: z.object({ sbom_version: z.string() }),
})

/** Its own JSON; its SARIF, GitLab, SPDX and CycloneDX documents are those formats'. */
function detect({ outline }: Sample): number {
  if (fits(described, outline)) return 1
  return fits(image, outline) ? 0.95 : 0
}

const frameSchema = z
  .object({
    artifacts: z.array(z.unknown()).nullish(),
    descriptor: part(z.object({ name: text, version: text, sbom_version: text })),
    source: z.object({
      type: text,
      image: part(
        z.object({
          name: text,
          digest: text,
          tags: texts,
          distro: part(z.object({ os_name: text, os_version: text, os_distro: text })),
          platform: part(z.object({ os: text, architecture: text, variant: text })),
        }),
      ),
    }),
  })
  .refine(({ descriptor, source }) => descriptor?.sbom_version ?? source.image?.digest, {
    path: ['descriptor'],
  })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: "Docker Scout's JSON",
    omit: [...ALL, ...UNREAD],
    schema: frameSchema,
  })
  yield* opened(frame)
  const places: Places = new Map()
  for await (const element of eachElement(input, context, ALL)) {
    if (element.type === 'problem') yield element
    else if (element.pattern === ARTIFACTS) yield componentIn(element, places)
    else if (element.pattern === FOUND) yield* vulnerabilityItems(element, places)
    else yield* secretItems(element)
  }
}

function* opened({ descriptor, source }: z.output<typeof frameSchema>): Generator<Item> {
  const { name, digest, tags, distro, platform } = source.image ?? { tags: [] }
  const [tag] = tags
  const named = name && tag && !imageReference(name).tag ? `${name}:${tag}` : name
  const reference = named ?? digest
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Docker Scout',
    toolVersion: descriptor?.version,
    target: reference && imageReference(reference).name,
  })
  if (!reference) return
  const known = imageReference(reference)
  yield imageClaim(reference, {
    digest: known.digest || known.name === digest ? undefined : digest,
    os: [distro?.os_name, distro?.os_version].filter(Boolean).join(' '),
    architecture: [platform?.architecture, platform?.variant].filter(Boolean).join('/'),
  })
}

const artifactSchema = z.object({
  name: needed,
  namespace: text,
  version: label,
  type: text,
  purl: text,
  author: text,
  licenses: texts,
  locations: listOf(z.object({ path: text, digest: text })),
})

/** Where each package lies is kept for its vulnerabilities, which come after all packages. */
function componentIn(element: Element, places: Places): Item {
  const read = shaped(artifactSchema, element)
  if (read.type === 'problem') return read
  const { name, version, purl, author, licenses, locations } = read.value
  const file = locations.find((one) => one.path)?.path
  const path = (file && relativePath(file)) || undefined
  if (purl && !places.has(purl))
    places.set(purl, { path, layer: locations.find((one) => one.digest)?.digest })
  return withoutGaps({
    type: 'component' as const,
    ref: element.where,
    name: packageOfPurl(purl)?.name ?? name,
    version,
    purl: keptPurl(purl),
    componentType: 'library',
    licenses,
    supplier: author,
    path,
  })
}
