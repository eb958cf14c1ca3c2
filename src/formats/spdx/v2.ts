import type { Input, Item, ReadContext } from '../contract.ts'
import { problem } from '../problem.ts'
import { imageClaim } from '../values/image-reference.ts'
import { shaped } from '../values/lenient.ts'
import { eachSpdxElement, type SpdxElement } from './v2-elements.ts'
import { advisoriesOf, componentOf } from './v2-package.ts'
import { packageSchema } from './v2-schema.ts'
import { type Survey, survey } from './v2-survey.ts'

/** Reads an SPDX 2 document: what a package is to the described element stands behind the packages, so it is surveyed first. */
export async function* readVersion2(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const found = await survey(input, context)
  yield found.header
  if (found.image) yield imageClaim(found.image)
  const refs = new Set<string>()
  for await (const element of eachSpdxElement(input, context, ['package'])) {
    if (element.type === 'problem') yield element
    // Not yield*, which is slow over what is not asynchronous itself.
    else for (const item of packageOf(element, found, refs)) yield item
  }
  yield* found.problems
  yield* found.graph.dependencies()
}

function* packageOf(element: SpdxElement, found: Survey, refs: Set<string>): Generator<Item> {
  const read = shaped(packageSchema, element)
  if (read.type === 'problem') {
    yield read
    return
  }
  const given = read.value.SPDXID
  const ref = refs.has(given) ? element.where : given
  if (ref !== given)
    yield problem(
      element.where,
      'its SPDXID is used before in this document: what refers to it means the first one',
    )
  refs.add(ref)
  yield componentOf(read.value, ref, found)
  yield* advisoriesOf(read.value, ref, element.where, found.graph)
}
