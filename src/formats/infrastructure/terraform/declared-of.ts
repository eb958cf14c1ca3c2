import type { Declared } from '../cloud-types/contract.ts'
import { toValue, type Value } from '../cloud-types/value.ts'
import type { KnownResource } from './known-resources.ts'

/** What a state or a plan says of a resource, as if it were declared: for those that no configuration declares. */
export function declaredOf(known: KnownResource, path: string, id = `${path}\0${known.address}`): Declared {
  const fields = new Map<string, Value>()
  for (const [key, value] of Object.entries(known.values)) fields.set(key, toValue(value))
  for (const [key, names] of Object.entries(known.references)) {
    const before = fields.get(key)
    if (names.length === 0 || (before !== undefined && before !== null && !isEmpty(before))) continue
    fields.set(key, {
      is: 'unknown',
      of: names.map((name) => ({ is: 'reference', to: `${path}\0${resourceOf(name)}`, at: [] })),
    })
  }
  return {
    id,
    name: known.address,
    type: known.type,
    provider: known.provider,
    file: path,
    line: known.line,
    fields,
    scope: path,
  }
}

const isEmpty = (value: Value): boolean => Array.isArray(value) && value.length === 0

/** `module.a.aws_lb.x.arn` → `module.a.aws_lb.x`. */
const resourceOf = (name: string): string =>
  /^((?:module\.[\w-]+\.)*[\w-]+\.[\w-]+)/.exec(name.replace(/\[[^\]]*\]/g, ''))?.[1] ?? name
