import { z } from 'zod'
import type { Component } from '../../model/component.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { part, shaped, text, texts } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { keptPurl } from '../values/purl.ts'
import { packageOfPurl } from '../values/purl-package.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'

const MANIFESTS = '/manifests/*'

export const githubDependencySnapshot = {
  id: 'github-dependency-snapshot',
  name: 'GitHub dependency snapshot',
  link: 'https://docs.github.com/en/rest/dependency-graph/dependency-submission',
  extensions: ['.json'],
  kinds: [],
  howTo: 'trivy fs --format github --output snapshot.json .',
  detect,
  read,
} satisfies Format

const detectorSchema = z.object({ name: text, version: text, url: text })
const frameSchema = z.object({
  version: z.number(),
  job: z.object({}),
  detector: detectorSchema,
  ref: text,
  sha: text,
  scanned: text,
  manifests: z.record(z.string(), z.unknown()),
})

function detect({ outline }: Sample): number {
  const frame = frameSchema.extend({ detector: z.object({ name: z.string(), url: z.string() }) })
  return fits(frame, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { detector, ref, sha, scanned } = await jsonFrame(input, context, {
    name: 'a GitHub dependency snapshot',
    omit: [MANIFESTS],
    schema: frameSchema,
  })
  yield withoutGaps({
    type: 'header' as const,
    tool: detector.name,
    toolVersion: detector.version,
    producedAt: isoTime(scanned),
    branch: ref?.replace(/^refs\/heads\//, ''),
    revision: sha,
  })
  for await (const element of eachElement(input, context, [MANIFESTS]))
    yield* element.type === 'problem' ? [element] : itemsOf(element)
}

const resolvedSchema = z.object({
  package_url: z.string().startsWith('pkg:'),
  relationship: text,
  scope: text,
  dependencies: texts,
})

const manifestSchema = z.object({
  name: text,
  file: part(z.object({ source_location: text })),
  resolved: z.record(z.string(), z.unknown()).nullish(),
})

type Resolved = z.output<typeof resolvedSchema>

/** The packages of a manifest, each under a name of the detector's choice by which the others refer to it. */
function* itemsOf(element: Element): Generator<Item> {
  const manifest = shaped(manifestSchema, element)
  if (manifest.type === 'problem') {
    yield manifest
    return
  }
  const { file, resolved } = manifest.value
  const path = (file?.source_location && relativePath(file.source_location)) || undefined
  const refs = new Map<string, string>()
  const uses: { ref: string; dependencies: string[] }[] = []
  for (const [key, value] of Object.entries(resolved ?? {})) {
    const where = `${element.where}/resolved/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const found = shaped(resolvedSchema, { where, value })
    if (found.type === 'problem') {
      yield found
      continue
    }
    for (const name of namesOf(key, found.value)) if (!refs.has(name)) refs.set(name, where)
    uses.push({ ref: where, dependencies: found.value.dependencies })
    yield componentOf(found.value, { key, where, path })
  }
  for (const { ref, dependencies } of uses) {
    const dependsOn = [...new Set(dependencies.flatMap((name) => refs.get(name) ?? []))]
    if (dependsOn.length > 0) yield { type: 'dependency', ref, dependsOn }
  }
}

/** Some refer to a package by its URL, some by `name@version`. */
function namesOf(key: string, { package_url: purl }: Resolved): string[] {
  const { name, version } = packageOfPurl(purl) ?? {}
  return [key, purl, ...(name && version ? [`${name}@${version}`] : [])]
}

function componentOf(
  { package_url: purl, relationship, scope }: Resolved,
  { key, where, path }: { key: string; where: string; path: string | undefined },
): Component {
  const { name = key, version } = packageOfPurl(purl) ?? {}
  return withoutGaps({
    type: 'component' as const,
    ref: where,
    name,
    version,
    purl: keptPurl(purl),
    componentType: 'library',
    scope: scope === 'runtime' || scope === 'development' ? scope : undefined,
    direct: relationship === 'direct' ? true : relationship === 'indirect' ? false : undefined,
    path,
  }) as Component
}
