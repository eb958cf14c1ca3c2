import type { z } from 'zod'
import type { Item } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { shaped, text } from '../values/lenient.ts'
import { observationOf, vulnerabilitySchema } from './vulnerability.ts'

const schema = vulnerabilitySchema.extend({ file: text })

/** A finding of the older API, which names the package or the file and no more of it. */
export function* cveItems(element: Element): Generator<Item> {
  const found = shaped(schema, element)
  if (found.type === 'problem') {
    yield found
    return
  }
  const { file, ...vulnerability } = found.value
  yield observationOf(vulnerability, { name: file ?? 'unknown' }, element.text, typeTag(vulnerability))
}

const typeTag = ({ type }: z.output<typeof vulnerabilitySchema>): string[] =>
  type && type !== 'CVE' ? [type] : []
