import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { label, listOf, needed, part, shaped, text, texts } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { complianceOf, vulnerabilityOf } from './finding.ts'
import { namesIn, packageOf } from './package.ts'

const LISTS = ['vulnerabilities', 'compliances', 'complianceIssues', 'packages', 'applications'] as const
const UNREAD = ['history', 'files', 'binaries', 'labels', 'installedProducts', 'startupBinaries']

const imageSchema = z.object({
  id: text,
  name: text,
  digest: text,
  distro: text,
  scanTime: text,
  repoTag: part(z.object({ registry: text, repo: text, tag: text })),
  repository: text,
})

type Image = z.output<typeof imageSchema>

export async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const bases = (await firstCharacter(input)) === '[' ? ['/*'] : ['/results/*', '']
  const under = (names: readonly string[]) => bases.flatMap((base) => names.map((name) => `${base}/${name}`))
  const patterns = under(LISTS.map((list) => `${list}/*`))
  const images = await jsonFrame(input, context, {
    name: "Prisma Cloud's scan",
    omit: [...patterns, ...under(UNREAD)],
    schema: z.union([
      z.object({ results: z.array(imageSchema) }).transform(({ results }) => results),
      z
        .array(z.unknown().refine((value) => 'repoTag' in Object(value)))
        .transform((list) => list.map((value) => imageSchema.parse(value))),
      imageSchema
        .extend({ repository: z.string(), complianceDistribution: z.object({}) })
        .transform((repository) => [repository]),
    ]),
  })
  const packages = await packagesIn(input, context, under(['packages/*']))
  let next = 0
  for await (const element of eachElement(input, context, patterns)) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const index = Number(/\/\*\//.test(element.pattern) ? /\d+/.exec(element.where)?.[0] : 0)
    while (next <= index) yield* opened(images[next++])
    yield itemOf(element, images[index] ?? {}, packages)
  }
  while (next < images.length) yield* opened(images[next++])
  if (images.length === 0) yield { type: 'header', tool: 'Prisma Cloud' }
}

function nameOf({ name, id, repoTag }: Partial<Image>): string | undefined {
  const { registry, repo, tag } = repoTag ?? {}
  const reference = repo && [registry, repo].filter(Boolean).join('/') + (tag ? `:${tag}` : '')
  return reference ?? name ?? id
}

function* opened(image: Image | undefined): Generator<Item> {
  if (image?.repository) {
    yield { type: 'header', tool: 'Prisma Cloud', target: image.repository }
    yield { type: 'asset', kind: 'repository', name: image.repository }
    return
  }
  const name = image && nameOf(image)
  const target = name && imageReference(name).name
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Prisma Cloud',
    target,
    producedAt: isoTime(image?.scanTime),
  })
  if (name)
    yield imageClaim(name, {
      digest: imageReference(name).digest ?? image?.digest,
      imageId: name === image?.id ? undefined : image?.id,
      os: image?.distro,
    })
}

const packageSchema = z.object({
  type: text,
  name: needed,
  version: label,
  path: text,
  licenses: texts,
  files: listOf(z.object({ path: text })),
})

type Packages = Map<string, { type?: string | undefined; path?: string | undefined }>

/** What each package is and where, for the vulnerabilities, which name it only. */
async function packagesIn(input: Input, context: ReadContext, patterns: string[]): Promise<Packages> {
  const packages: Packages = new Map()
  for await (const element of eachElement(input, context, patterns)) {
    const one = element.type === 'element' ? readBy(packageSchema, element.value) : undefined
    const path = one && packages.has(one.name) ? undefined : one?.path
    if (one) packages.set(one.name, { type: one.type, path })
  }
  return packages
}

function itemOf(element: Element, image: Partial<Image>, packages: Packages): Item {
  const list = element.pattern.split('/').at(-2) as (typeof LISTS)[number]
  if (list === 'packages' || list === 'applications') return componentIn(element, image)
  return list === 'vulnerabilities' ? vulnerabilityIn(element, image, packages) : complianceIn(element, image)
}

function componentIn(element: Element, { distro }: Partial<Image>): Item {
  const read = shaped(packageSchema, element)
  if (read.type === 'problem') return read
  const { name, version, type, path, licenses } = read.value
  const file = path ?? (read.value.files.length === 1 ? read.value.files[0]?.path : undefined)
  return withoutGaps({
    type: 'component' as const,
    ref: element.where,
    ...packageOf({ name, version, type, distro }),
    componentType: element.pattern.includes('/applications/') ? 'application' : 'library',
    licenses,
    path: (file && relativePath(file)) || undefined,
  })
}

const factors = z
  .unknown()
  .optional()
  .transform((value): string[] =>
    Array.isArray(value)
      ? value.filter((one): one is string => typeof one === 'string' && one.trim() !== '')
      : Object.keys(Object(value ?? {})).filter((key) => key.trim() !== ''),
  )

const vulnerabilitySchema = z
  .object({
    id: label,
    cve: text,
    severity: text,
    cvss: label,
    vector: text,
    vecStr: text,
    description: text,
    status: text,
    link: text,
    packageName: needed,
    packageVersion: label,
    packagePath: text,
    packageType: text,
    discoveredDate: text,
    riskFactors: factors,
    impactedVersions: texts,
    layerInstruction: text,
  })
  .refine(({ id, cve }) => id ?? cve, { path: ['id'] })

function vulnerabilityIn(element: Element, { distro }: Partial<Image>, packages: Packages): Item {
  const read = shaped(vulnerabilitySchema, element)
  if (read.type === 'problem') return read
  const from = read.value
  const { name, binaries } = namesIn(from.packageName)
  const listed = [name, ...binaries].map((one) => packages.get(one)).find((one) => one?.type)
  const type = from.packageType ?? listed?.type
  const path = from.packagePath ?? listed?.path
  return vulnerabilityOf({
    id: from.cve ?? (from.id as string),
    description: from.description,
    severity: from.severity,
    cvss: from.cvss,
    vector: from.vector ?? from.vecStr,
    status: from.status,
    link: from.link,
    discovered: from.discoveredDate,
    riskFactors: from.riskFactors,
    packageType: type,
    component: {
      ...packageOf({ name, version: from.packageVersion, type, distro }),
      path: (path && relativePath(path)) || undefined,
    },
    tags: [
      ...binaries.map((binary) => `package:${binary}`),
      ...from.impactedVersions.map((range) => `vulnerable:${range}`),
      ...(from.layerInstruction ? [`layer:${from.layerInstruction}`] : []),
    ],
    raw: element.text,
  })
}

const complianceSchema = z
  .object({
    id: label,
    title: text,
    description: text,
    cause: text,
    severity: text,
    category: text,
    type: text,
  })
  .refine(({ id, title }) => id ?? title, { path: ['id'] })

function complianceIn(element: Element, image: Partial<Image>): Item {
  const read = shaped(complianceSchema, element)
  if (read.type === 'problem') return read
  const name = nameOf(image)
  return complianceOf({
    ...read.value,
    category: read.value.category ?? read.value.type,
    image: name && imageReference(name).name,
    raw: element.text,
  })
}
