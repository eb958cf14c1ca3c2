import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { listOf, part, shaped, text, texts } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { purlOf } from '../values/purl.ts'
import { readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { observationOf } from './vulnerability.ts'

const PROJECT_FILES = '/scan_results/projects/*/files/*'
const FILES = '/scan_results/files/*'

const projectSchema = z.object({
  location: text,
  git: part(z.object({ branch: text, commit: text, origin: text })),
})

const frameSchema = z.object({
  meta: z.object({
    scan_type: text,
    scan_locations: texts,
    timestamp: text,
    telemetry: part(z.object({ safety_version: text })),
  }),
  scan_results: z.object({ projects: listOf(projectSchema) }),
})

/** `safety scan` of version 3: vulnerabilities by number alone, under their files. */
export async function* readScan(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { meta, scan_results } = await jsonFrame(input, context, {
    name: 'Safety scan JSON',
    omit: [PROJECT_FILES, FILES],
    schema: frameSchema,
  })
  const [first] = scan_results.projects
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Safety',
    toolVersion: meta.telemetry?.safety_version,
    target: first?.git?.origin ?? first?.location ?? meta.scan_locations[0],
    producedAt: isoTime(meta.timestamp),
    branch: first?.git?.branch,
    revision: first?.git?.commit,
  })
  const roots = [...scan_results.projects.flatMap(({ location }) => location ?? []), ...meta.scan_locations]
  for await (const element of eachElement(input, context, [PROJECT_FILES, FILES])) {
    if (element.type === 'problem') yield element
    else yield* itemsOfFile(element, roots)
  }
}

const vulnerabilitySchema = z.object({
  id: z.string().trim().min(1),
  ignored: part(z.object({ code: text, reason: text })),
  vulnerable_spec: text,
})

const specificationSchema = z.object({
  raw: text,
  vulnerabilities: part(
    z.object({
      known_vulnerabilities: z.array(z.unknown()),
      remediation: part(z.object({ recommended: text, other_recommended: texts })),
    }),
  ),
})

const fileSchema = z.object({
  location: text,
  results: z.object({
    dependencies: z.array(z.unknown()),
  }),
})

const dependencySchema = z.object({
  name: z.string().trim().min(1),
  specifications: listOf(specificationSchema),
})

function* itemsOfFile(element: Element, roots: string[]): Generator<Item> {
  const file = shaped(fileSchema, element)
  if (file.type === 'problem') {
    yield file
    return
  }
  const path = relativePath(file.value.location ?? '', roots) || undefined
  for (const [index, given] of file.value.results.dependencies.entries()) {
    const where = `${element.where}/results/dependencies/${index}`
    const dependency = shaped(dependencySchema, { where, value: given })
    if (dependency.type === 'problem') yield dependency
    else yield* itemsOfDependency(dependency.value, where, path)
  }
}

function* itemsOfDependency(
  { name, specifications }: z.output<typeof dependencySchema>,
  where: string,
  path: string | undefined,
): Generator<Item> {
  for (const [index, { raw, vulnerabilities }] of specifications.entries()) {
    // A version is known where it is pinned.
    const version = /[^=!<>~]={2,3}\s*([^\s,;*]+)\s*(?:;.*)?$/.exec(raw ?? '')?.[1]
    const ref = `${where}/specifications/${index}`
    const purl = purlOf({ type: 'pypi', name, ...(version && { version }) })
    yield withoutGaps({
      type: 'component' as const,
      ref,
      name,
      version,
      purl,
      componentType: 'library',
      path,
    })
    const { recommended, other_recommended } = vulnerabilities?.remediation ?? {}
    for (const [at, value] of (vulnerabilities?.known_vulnerabilities ?? []).entries()) {
      const found = readBy(vulnerabilitySchema, value)
      if (!found) {
        yield loss(
          `${ref}/vulnerabilities/known_vulnerabilities/${at}`,
          'left out, because of id: missing or not of the expected type',
        )
        continue
      }
      yield observationOf(
        {
          id: found.id,
          name,
          version,
          range: found.vulnerable_spec,
          recommended,
          fixVersions: [...(recommended ? [recommended] : []), ...(other_recommended ?? [])],
          path,
          verdict: found.ignored && {
            state: 'accepted',
            reason: [found.ignored.code, found.ignored.reason].filter(Boolean).join(': ') || 'ignored',
            source: 'safety',
          },
        },
        JSON.stringify({ name, raw, ...(value as object) }),
      )
    }
  }
}
