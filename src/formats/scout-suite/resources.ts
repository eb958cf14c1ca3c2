import type { Input, ReadContext } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { asObject, asText, type Json, ownIn } from '../values/fields.ts'

/** What the report knows of the resources that rules have flagged, by their paths (`s3.buckets.0a1b`). */
export type Known = Map<string, Details>

export interface Details {
  name?: string | undefined
  arn?: string | undefined
  id?: string | undefined
  region?: string | undefined
}

/**
 * Reads the resources that rules point at. A service too large to be kept whole is passed over: its resources are then known by their
 * paths alone.
 */
export async function resourcesIn(input: Input, context: ReadContext, rules: string): Promise<Known> {
  const wanted = new Map<string, string[]>()
  for await (const element of eachElement(input, context, [rules])) {
    const rule = element.type === 'element' ? asObject(element.value) : undefined
    for (const item of Array.isArray(rule?.items) ? rule.items : []) {
      if (typeof item !== 'string') continue
      const path = resourcePath(item, asText(rule?.id_suffix))
      const list = path.split('.').slice(0, 2).join('.')
      const paths = wanted.get(list)
      if (paths) paths.push(path)
      else wanted.set(list, [path])
    }
  }
  const known: Known = new Map()
  if (wanted.size === 0) return known
  for await (const element of eachElement(input, context, ['/services/*/*'])) {
    if (element.type === 'problem') continue
    const list = element.where.split('/').slice(2).join('.')
    for (const path of wanted.get(list) ?? []) {
      const details = detailsAt(element.value, path.split('.').slice(2))
      if (details) known.set(path, details)
    }
  }
  return known
}

/** `s3.buckets.0a1b.logging` is about `s3.buckets.0a1b`, when the rule's suffix is `logging`. */
export const resourcePath = (item: string, suffix: string | undefined): string =>
  suffix && item.endsWith(`.${suffix}`) ? item.slice(0, -suffix.length - 1) : item

/** The deepest thing on the way that has a name: a flagged part of a resource is about the resource. */
function detailsAt(root: unknown, keys: string[]): Details | undefined {
  let at = asObject(root)
  let found: Json | undefined
  let region: string | undefined
  for (const key of keys) {
    at = asObject(ownIn(at, key))
    if (!at) break
    region = asText(at.region) ?? region
    if (asText(at.arn) ?? asText(at.name) ?? asText(at.id)) found = at
  }
  return found && { name: asText(found.name), arn: asText(found.arn), id: asText(found.id), region }
}
