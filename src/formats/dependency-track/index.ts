import { z } from 'zod'
import type { Component } from '../../model/component.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { label, part, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { keptPurl } from '../values/purl.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { findingSchema, observationOf } from './finding.ts'

export const dependencyTrack = {
  id: 'dependency-track',
  name: 'Dependency-Track findings',
  link: 'https://docs.dependencytrack.org/integrations/file-formats/',
  extensions: ['.json', '.fpf'],
  kinds: ['dependency', 'container', 'malware'],
  howTo: 'curl -H "X-Api-Key: …" https://dtrack.example/api/v1/finding/project/UUID/export > findings.json',
  detect,
  read,
} satisfies Format

const packaged = z.object({ meta: z.object({ application: z.literal('Dependency-Track') }) })
const finding = z.object({
  component: z.object({ uuid: z.string() }),
  vulnerability: z.object({ vulnId: z.string() }),
  matrix: z.string(),
})

/** The findings package that a project exports, or the list that the API answers. */
function detect({ outline }: Sample): number {
  if (fits(packaged, outline)) return 1
  return Array.isArray(outline) && fits(finding, outline[0]) ? 1 : 0
}

const frameSchema = z.object({
  meta: z.object({ application: z.literal('Dependency-Track'), version: label, timestamp: text }),
  project: part(z.object({ uuid: text, name: text, version: label, purl: text })),
  // Left out where there are none.
  findings: z.array(z.unknown()).optional(),
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const isList = (await firstCharacter(input)) === '['
  const findings = isList ? '/*' : '/findings/*'
  const name = "Dependency-Track's findings"
  if (isList) {
    await jsonFrame(input, context, { name, omit: [findings], schema: z.array(z.unknown()) })
    yield { type: 'header', tool: 'Dependency-Track' }
  } else {
    const { meta, project } = await jsonFrame(input, context, { name, omit: [findings], schema: frameSchema })
    yield withoutGaps({
      type: 'header' as const,
      tool: 'Dependency-Track',
      toolVersion: meta.version,
      target: project?.name,
      producedAt: isoTime(meta.timestamp),
    })
    if (project?.name) yield projectOf({ ...project, name: project.name })
  }
  const elements = eachElement(input, context, [findings])
  yield* shapedItems(elements, findingSchema, (one, element) => observationOf(one, element.text))
}

const projectOf = (project: {
  uuid?: string | undefined
  name: string
  version?: string | undefined
  purl?: string | undefined
}): Component =>
  withoutGaps({
    type: 'component' as const,
    ref: project.uuid ?? project.name,
    name: project.name,
    version: project.version,
    purl: keptPurl(project.purl),
    componentType: 'application',
    root: true,
  })
