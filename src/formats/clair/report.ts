import { z } from 'zod'
import type { Component } from '../../model/component.ts'
import type { CvssRating } from '../../model/observation.ts'
import type { Input, Item, ReadContext } from '../contract.ts'
import { systemPurl } from '../prisma-cloud/package.ts'
import { loss } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { imageClaim } from '../values/image-reference.ts'
import { anything, listOf, needed, part, probability, shaped, text, texts } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'
import { flawOf } from './flaw.ts'

const PACKAGES = '/packages/*'
const FLAWS = '/vulnerabilities/*'
const ENVIRONMENTS = '/environments/*'
const FOUND_IN = '/package_vulnerabilities/*'
const ENRICHMENTS = '/enrichments/*/*/*'
const ALL = [PACKAGES, FLAWS, ENVIRONMENTS, FOUND_IN, ENRICHMENTS]

const systemSchema = z.object({ did: text, name: text, version_id: text, pretty_name: text, arch: text })
const frameSchema = z.object({
  manifest_hash: z.string(),
  packages: z.record(z.string(), z.unknown()),
  distributions: anything,
  repository: anything,
  vulnerabilities: z.record(z.string(), z.unknown()).nullish(),
  package_vulnerabilities: z.record(z.string(), z.unknown()).nullish(),
})

type Systems = Map<string, z.output<typeof systemSchema>>

export async function* readReport(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: "Clair's report",
    omit: ALL,
    schema: frameSchema,
  })
  const systems = tableOf(frame.distributions, systemSchema)
  const [system] = [...systems.values()]
  yield { type: 'header', tool: 'Clair', target: frame.manifest_hash }
  const os =
    system && (system.pretty_name ?? [system.name ?? system.did, system.version_id].filter(Boolean).join(' '))
  yield imageClaim(frame.manifest_hash, { os })
  const known: Known = {
    systems,
    repositories: tableOf(frame.repository, z.object({ name: text, uri: text })),
    environments: new Map(),
    enrichments: new Map(),
    packages: new Map(),
    foundIn: new Map(),
  }
  await surveyed(input, context, known)
  for await (const element of eachElement(input, context, ALL)) {
    if (element.type === 'problem') yield element
    else if (element.pattern === PACKAGES) yield componentIn(element, known)
    else if (element.pattern === FLAWS) yield* flawItems(element, known)
  }
}

interface Known {
  systems: Systems
  repositories: Map<string, { name?: string | undefined; uri?: string | undefined }>
  environments: Map<string, z.output<typeof environmentSchema>[]>
  enrichments: Map<string, z.output<typeof enrichmentSchema>[]>
  packages: Map<string, z.output<typeof packageSchema>>
  /** Packages by vulnerability: the report has it the other way round. */
  foundIn: Map<string, string[]>
}

type Package = Pick<Component, 'name' | 'version' | 'purl' | 'path'> & { layer?: string; module?: string }

const environmentSchema = z.object({
  package_db: text,
  introduced_in: text,
  distribution_id: text,
  repository_ids: texts,
})
/** Of three kinds: a CVSS rating, an EPSS score, or the entry of CISA's catalog. */
const enrichmentSchema = z.object({
  vectorString: text,
  baseScore: anything,
  version: text,
  source: text,
  epss: probability,
  date_added: text,
})
const packageSchema = z.object({
  name: needed,
  version: text,
  kind: text,
  module: text,
  arch: text,
  cpe: text,
  source: part(z.object({ name: text, version: text })),
})

const keyOf = ({ where }: Element): string =>
  where
    .slice(where.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~')

function tableOf<S extends z.ZodType>(value: unknown, schema: S): Map<string, z.output<S>> {
  const out = new Map<string, z.output<S>>()
  for (const [key, one] of Object.entries(Object(value))) {
    const read = schema.safeParse(one)
    if (read.success) out.set(key, read.data)
  }
  return out
}

const environmentList = listOf(environmentSchema)
const enrichmentList = listOf(enrichmentSchema)

/** What the report says once and in other places: it refers to all of it by id. */
async function surveyed(input: Input, context: ReadContext, known: Known): Promise<void> {
  for await (const element of eachElement(input, context, [PACKAGES, ENVIRONMENTS, FOUND_IN, ENRICHMENTS])) {
    if (element.type === 'problem') continue
    const key = keyOf(element)
    if (element.pattern === PACKAGES) {
      const read = packageSchema.safeParse(element.value)
      if (read.success) known.packages.set(key, read.data)
    } else if (element.pattern === ENVIRONMENTS)
      known.environments.set(key, environmentList.parse(element.value))
    else if (element.pattern === ENRICHMENTS)
      known.enrichments.set(key, [
        ...(known.enrichments.get(key) ?? []),
        ...enrichmentList.parse(element.value),
      ])
    else
      for (const flaw of texts.parse(element.value))
        if (!known.foundIn.get(flaw)?.push(key)) known.foundIn.set(flaw, [key])
  }
}

function componentIn(element: Element, known: Known): Item {
  const read = shaped(packageSchema, element)
  if (read.type === 'problem') return read
  const { name, version, purl, path } = packageOf(read.value, keyOf(element), known)
  return withoutGaps({
    type: 'component' as const,
    ref: keyOf(element),
    name,
    version,
    purl,
    path,
    cpe: read.value.cpe,
    componentType: 'library',
  })
}

/** Where language packages are: `python:usr/lib/python3/site-packages`, `go:usr/bin/shop`, `jar:app/shop.jar`. */
function packageOf(from: z.output<typeof packageSchema>, key: string, known: Known): Package {
  const { name, version } = from
  const [environment] = known.environments.get(key) ?? []
  const database = environment?.package_db ?? ''
  const [, language, path = database] = /^([a-z]+):(.*)$/.exec(database) ?? []
  const repositories = (environment?.repository_ids ?? []).map((id) => known.repositories.get(id)?.name)
  const type = [...repositories, language].map((word) => purlTypeOf(word)).find(Boolean)
  const isLanguage = type !== undefined && !['deb', 'rpm', 'apk'].includes(type)
  const system =
    known.systems.get(environment?.distribution_id ?? '') ??
    (known.systems.size === 1 ? [...known.systems.values()][0] : undefined)
  const purl = isLanguage
    ? purlOf({ type, name, version: version ?? '' })
    : systemPurl(system && `${system.did} ${system.name}`, name, version)
  return withoutGaps({
    name,
    version,
    purl,
    path: relativePath(path) || undefined,
    layer: environment?.introduced_in,
    module: from.module,
  }) as Package
}

const flawSchema = z.object({
  name: needed,
  description: text,
  issued: text,
  links: text,
  severity: text,
  normalized_severity: text,
  fixed_in_version: text,
  updater: text,
  package: part(z.object({ name: needed, version: text })),
})

function* flawItems(element: Element, known: Known): Generator<Item> {
  const read = shaped(flawSchema, element)
  if (read.type === 'problem') {
    yield read
    return
  }
  const from = read.value
  const key = keyOf(element)
  const enrichments = known.enrichments.get(key) ?? []
  const ids = known.foundIn.get(key) ?? []
  const packages = ids.flatMap((id) => {
    const one = known.packages.get(id)
    return one ? [packageOf(one, id, known)] : []
  })
  if (packages.length < ids.length)
    yield loss(element.where, 'the report does not list a package that has this vulnerability')
  for (const one of packages.length > 0 ? packages : [from.package]) {
    const { layer, module, ...component } = { layer: undefined, module: undefined, ...one }
    yield flawOf({
      name: from.name,
      description: from.description,
      links: from.links,
      severity: from.normalized_severity ?? from.severity,
      vendorSeverity: from.severity,
      fixedBy: from.fixed_in_version,
      component: component.name ? { ...component, name: component.name } : undefined,
      aliases: advisoryIdsIn(from.links),
      cvss: ratingsOf(enrichments),
      epss: enrichments.find(({ epss }) => epss !== undefined)?.epss,
      knownExploited: enrichments.some(({ date_added }) => date_added !== undefined),
      tags: [
        ...(from.updater ? [`updater:${from.updater}`] : []),
        ...(layer ? [`layer:${layer}`] : []),
        ...(module ? [`module:${module}`] : []),
      ],
      raw: element.text,
    })
  }
}

const ratingsOf = (enrichments: z.output<typeof enrichmentSchema>[]): CvssRating[] =>
  enrichments
    .map(({ vectorString, baseScore, version, source }) =>
      cvssRating({ vector: vectorString, score: baseScore, version, source: source ?? 'nvd' }),
    )
    .filter((one) => one !== undefined)
