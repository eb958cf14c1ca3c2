import { z } from 'zod'
import type { Component } from '../../model/component.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { readBy } from '../values/read-schema.ts'
import { librarySchema, observationOf, purlOfLibrary, vulnerabilitySchema } from './observation.ts'

const VULNERABILITIES = '/0/*'

export const checkmarxOsa = {
  id: 'checkmarx-osa',
  name: 'Checkmarx OSA',
  link: 'https://docs.checkmarx.com/en/34965-46573-cxosa-rest-api.html',
  extensions: ['.json'],
  kinds: ['dependency'],
  howTo:
    'curl https://cx.example/cxrestapi/osa/vulnerabilities?scanId=ID (and …/osa/libraries), both in one JSON array',
  detect,
  read,
} satisfies Format

const library = z.object({
  id: z.string(),
  numberOfVersionsSinceLastUpdate: z.unknown(),
  confidenceLevel: z.unknown(),
})
const vulnerability = z.object({ id: z.string(), cveName: z.string(), state: z.object({}) })

const outline = z.tuple([
  z.union([z.tuple([]), z.tuple([vulnerability], z.unknown())]),
  z.union([z.tuple([]), z.tuple([library], z.unknown())]),
])

function detect(sample: Sample): number {
  const pair = readBy(outline, sample.outline)
  return pair?.some((list) => list.length > 0) ? 1 : 0
}

/** The answers of two requests: vulnerabilities, and the libraries that they are of. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const [, given] = await jsonFrame(input, context, {
    name: 'Checkmarx OSA JSON',
    omit: [VULNERABILITIES],
    schema: z.tuple([z.array(z.unknown()), z.array(z.unknown())]),
  })
  yield { type: 'header', tool: 'Checkmarx OSA' }
  const libraries = new Map<string, z.output<typeof librarySchema>>()
  for (const [index, item] of given.entries()) {
    const read = readBy(librarySchema, item)
    if (!read) yield loss(`/1/${index}`, 'this library has no id or name and is left out')
    else {
      libraries.set(read.id, read)
      yield componentOf(read)
    }
  }
  yield* shapedItems(eachElement(input, context, [VULNERABILITIES]), vulnerabilitySchema, (value, { text }) =>
    observationOf(value, libraries.get(value.libraryId ?? ''), text),
  )
}

function componentOf(of: z.output<typeof librarySchema>): Component {
  const purl = purlOfLibrary(of)
  return {
    type: 'component',
    ref: of.id,
    name: of.name,
    ...(of.version && { version: of.version }),
    ...(purl && { purl }),
  }
}
