import type { Input, ReadContext } from '../contract.ts'
import { eachElement } from './json.ts'

/**
 * The first value at each of `pointers` (JSON pointers, `*` = any key or index), by pointer, for a header that stands before the
 * large arrays. Reading stops when all are found. Damage is not told here: whoever reads the elements tells it.
 */
export async function jsonFields(
  input: Input,
  context: ReadContext,
  pointers: string[],
): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  for await (const element of eachElement(input, context, pointers)) {
    if (element.type === 'problem' || Object.hasOwn(found, element.pattern)) continue
    found[element.pattern] = element.value
    if (Object.keys(found).length === pointers.length) break
  }
  return found
}
