import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { label, listOf, needed, part, shaped, text, texts } from '../values/lenient.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { purlOf } from '../values/purl.ts'
import { fits } from '../values/read-schema.ts'

const PROJECTS = '/projects/*'
const PROBLEMS = '/problems/*'

export const dotnetPackages = {
  id: 'dotnet-packages',
  name: '.NET package list',
  link: 'https://learn.microsoft.com/dotnet/core/tools/dotnet-package-list',
  extensions: ['.json'],
  kinds: ['dependency'],
  howTo: 'dotnet list package --vulnerable --include-transitive --format json > dotnet-packages.json',
  detect,
  read,
} satisfies Format

const frameSchema = z.object({
  version: z.number(),
  parameters: z.string(),
  projects: z.array(z.unknown()),
})

const marks = frameSchema.extend({ projects: z.tuple([z.object({ path: z.string() })], z.unknown()) })

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

const packageSchema = z.object({
  id: needed,
  resolvedVersion: label,
  requestedVersion: label,
  deprecationReasons: texts,
  alternativePackage: part(z.object({ id: text, versionRange: text })),
  vulnerabilities: listOf(z.object({ severity: text, advisoryurl: text, advisoryUrl: text })),
})
const frameworkSchema = z.object({
  framework: text,
  topLevelPackages: z.array(z.unknown()).nullish(),
  transitivePackages: z.array(z.unknown()).nullish(),
})
const projectSchema = z.object({ path: needed, frameworks: z.array(z.unknown()).nullish() })

type Package = z.output<typeof packageSchema>

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, {
    name: "dotnet's package list",
    omit: [PROJECTS, PROBLEMS],
    schema: frameSchema,
  })
  yield { type: 'header', tool: 'dotnet list package' }
  for await (const element of eachElement(input, context, [PROJECTS, PROBLEMS])) {
    if (element.type === 'problem') yield element
    else if (element.pattern === PROBLEMS)
      yield loss(element.where, 'dotnet reports a problem: packages may be missing')
    else yield* projectItems(element)
  }
}

/** The packages of each target framework: one that several frameworks resolve to the same version is told once. */
function* projectItems(element: Element): Generator<Item> {
  const project = shaped(projectSchema, element)
  if (project.type === 'problem') {
    yield project
    return
  }
  const path = relativePath(project.value.path)
  const told = new Set<string>()
  for (const [index, value] of (project.value.frameworks ?? []).entries()) {
    const where = `${element.where}/frameworks/${index}`
    const framework = shaped(frameworkSchema, { where, value })
    if (framework.type === 'problem') yield framework
    else
      for (const list of ['topLevelPackages', 'transitivePackages'] as const)
        for (const [at, one] of (framework.value[list] ?? []).entries()) {
          const found = shaped(packageSchema, { where: `${where}/${list}/${at}`, value: one })
          if (found.type === 'problem') yield found
          else {
            const key = `${found.value.id}@${found.value.resolvedVersion}`
            if (!told.has(key)) yield* packageItems(found.value, path, list === 'topLevelPackages')
            told.add(key)
          }
        }
  }
}

function* packageItems(found: Package, path: string, direct: boolean): Generator<Item> {
  const { id: name, resolvedVersion: version } = found
  const purl = purlOf({ type: 'nuget', name, version: version ?? '' })
  const place = { name, version, purl, path, direct }
  yield withoutGaps({ type: 'component' as const, ref: `${path}#${name}@${version ?? ''}`, ...place })
  const told = { ...found, vulnerabilities: undefined }
  for (const one of found.vulnerabilities)
    yield vulnerable(one, place, JSON.stringify({ ...told, vulnerabilities: [one] }))
  if (found.deprecationReasons.length > 0) yield deprecated(found, place, JSON.stringify(told))
}

type Place = NonNullable<Observation['component']>

function vulnerable(one: Package['vulnerabilities'][number], component: Place, raw: string): Observation {
  const url = one.advisoryurl ?? one.advisoryUrl
  const [id] = advisoryIdsIn(url)
  return observe({
    kind: 'dependency',
    rule: id ?? url ?? 'vulnerable',
    title: `${id ?? 'Known vulnerability'} in ${component.name}`,
    severity: severityOfWord(one.severity),
    toolSeverity: one.severity,
    advisories: id ? [id] : [],
    component,
    references: url ? [url] : [],
    raw,
  })
}

function deprecated({ deprecationReasons, alternativePackage }: Package, component: Place, raw: string) {
  const instead = [alternativePackage?.id, alternativePackage?.versionRange].filter(Boolean).join(' ')
  return observe({
    kind: 'dependency',
    rule: 'deprecated',
    title: `${component.name} is deprecated: ${deprecationReasons.join(', ')}`,
    severity: 'unknown',
    component,
    remediation: instead && `Use ${instead} instead.`,
    tags: deprecationReasons,
    raw,
  })
}
