import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachElement } from '../syntax/json.ts'
import { isObject, type Json } from '../values/fields.ts'
import { containerItems } from './container-items.ts'
import { imageFacts } from './image-facts.ts'
import { imageItems } from './image-items.ts'

export const containerInspect = {
  id: 'container-inspect',
  name: 'Images and containers (docker inspect, skopeo inspect, OCI manifests)',
  link: 'https://github.com/opencontainers/image-spec/blob/main/config.md',
  extensions: ['.json'],
  // It says what an image is, and finds nothing wrong with it.
  kinds: [],
  howTo:
    'docker inspect $(docker ps -q) $(docker images -q) > containers.json (or skopeo inspect docker://…)',
  detect,
  read,
} satisfies Format

function detect({ outline }: Sample): number {
  const first = Array.isArray(outline) ? outline[0] : outline
  if (!isObject(first)) return 0
  if (isContainer(first)) return 0.95
  return imageFacts(first) ? 0.9 : 0
}

const isContainer = (value: Json): boolean =>
  typeof value.Id === 'string' &&
  isObject(value.State) &&
  isObject(value.Config) &&
  (isObject(value.HostConfig) || isObject(value.NetworkSettings))

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Container inspection' }
  const pattern = (await firstCharacter(input)) === '[' ? '/*' : ''
  for await (const element of eachElement(input, context, [pattern])) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const value = isObject(element.value) ? element.value : {}
    if (isContainer(value)) {
      yield* containerItems(value)
      continue
    }
    const facts = imageFacts(value)
    if (!facts) yield problem(element.where, 'this is no image and no container and is left out')
    else if (!facts.name)
      yield problem(
        element.where,
        'this does not say what the image is called: take docker inspect or skopeo inspect, or give it the label org.opencontainers.image.ref.name',
      )
    else yield* imageItems({ ...facts, name: facts.name })
  }
}
