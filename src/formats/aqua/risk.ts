import type { Item, Problem } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { needed, shaped, text } from '../values/lenient.ts'
import { openImage } from './image.ts'
import { componentOf, resourceSchema } from './resource.ts'
import { observationOf, vulnerabilitySchema } from './vulnerability.ts'

const schema = vulnerabilitySchema.extend({
  image_name: needed,
  registry: text,
  image_digest: text,
  os: text,
  os_version: text,
  resource: resourceSchema.refine(({ name, path, cpe }) => name ?? path ?? cpe, { path: ['name'] }),
})

/** The vulnerabilities of today's API, each with its image. */
export async function* riskItems(elements: AsyncIterable<Element | Problem>): AsyncGenerator<Item> {
  let last: string | undefined
  for await (const element of elements) {
    const found = element.type === 'problem' ? element : shaped(schema, element)
    if (found.type === 'problem' || element.type === 'problem') {
      if (found.type === 'problem') yield found
      continue
    }
    const {
      image_name: image,
      registry,
      image_digest: digest,
      os,
      os_version: version,
      resource,
      ...from
    } = found.value
    if (image !== last) yield* openImage({ image, registry, digest, os, version })
    last = image
    yield observationOf(from, componentOf(resource, { os }), element.text)
  }
  if (last === undefined) yield { type: 'header', tool: 'Aqua' }
}
