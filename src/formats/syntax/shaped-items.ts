import type { z } from 'zod'
import type { Item, Problem } from '../contract.ts'
import { shaped } from '../values/lenient.ts'
import type { Element } from './element.ts'

/** An item for each element: what `itemOf` makes of it, or the problem that says why there is none. */
export async function* shapedItems<S extends z.ZodType>(
  elements: AsyncIterable<Element | Problem>,
  schema: S,
  itemOf: (value: z.output<S>, element: Element) => Item,
): AsyncGenerator<Item> {
  for await (const element of elements) {
    if (element.type === 'problem') yield element
    else {
      const result = shaped(schema, element)
      yield result.type === 'problem' ? result : itemOf(result.value, element)
    }
  }
}
