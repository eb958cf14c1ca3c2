import { withoutSecrets } from '../without-secrets.ts'
import { providerOf } from './provider-of.ts'

/** A resource of a state or a plan, with the values that are known. */
export interface KnownResource {
  address: string
  type: string
  provider: string
  line: number
  values: Record<string, unknown>
  /** Property → addresses that its expression names (plans tell). */
  references: Record<string, string[]>
}

type Json = Record<string, unknown>
const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : [])
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const MOST_DEPTH = 30

/** Resources of a state (version 4) or of a plan (`terraform show -json`); undefined for any other JSON. Throws on broken JSON. */
export function knownResources(text: string): KnownResource[] | undefined {
  const head = text.slice(0, 4000)
  if (!/"(?:terraform_version|format_version)"/.test(head)) return undefined
  const json: unknown = JSON.parse(text)
  if (!isJson(json)) return undefined
  if (Array.isArray(json.resources)) return fromState(json, text)
  const values = isJson(json.planned_values)
    ? json.planned_values
    : isJson(json.values)
      ? json.values
      : undefined
  if (!values) return undefined
  const references = new Map<string, Record<string, string[]>>()
  if (isJson(json.configuration)) collect(json.configuration.root_module, '', references, 0)
  return fromModule(values.root_module, references, 0).map((one) => ({
    ...one,
    line: lineOf(text, one.address),
  }))
}

function fromState(json: Json, text: string): KnownResource[] {
  let from = 0
  return listOf(json.resources).flatMap((resource) => {
    // States are written in one order: each resource begins with its mode.
    const at = text.indexOf('"mode":', from)
    const line = at < 0 ? 1 : lineAt(text, at)
    from = at < 0 ? from : at + 1
    if (resource.mode === 'data') return []
    const base = `${resource.module ? `${textOf(resource.module)}.` : ''}${textOf(resource.type)}.${textOf(resource.name)}`
    return listOf(resource.instances).map((instance) => {
      const key = instance.index_key
      const address = key === undefined || key === null ? base : `${base}[${JSON.stringify(key)}]`
      const hidden = new Set(sensitivePaths(instance.sensitive_attributes))
      return made(address, textOf(resource.type), instance.attributes, hidden, line)
    })
  })
}

function fromModule(
  module: unknown,
  references: ReadonlyMap<string, Record<string, string[]>>,
  depth: number,
): KnownResource[] {
  if (!isJson(module) || depth > MOST_DEPTH) return []
  const own = listOf(module.resources).flatMap((resource) => {
    if (resource.mode === 'data') return []
    const address = textOf(resource.address)
    const hidden = new Set(
      isJson(resource.sensitive_values)
        ? Object.keys(resource.sensitive_values).filter((key) =>
            hasTrue((resource.sensitive_values as Json)[key], 0),
          )
        : [],
    )
    const one = made(address, textOf(resource.type), resource.values, hidden, 1)
    return [{ ...one, references: references.get(withoutKeys(address)) ?? {} }]
  })
  return [
    ...own,
    ...listOf(module.child_modules).flatMap((child) => fromModule(child, references, depth + 1)),
  ]
}

function made(
  address: string,
  type: string,
  values: unknown,
  hidden: ReadonlySet<string>,
  line: number,
): KnownResource {
  const kept = isJson(values)
    ? Object.fromEntries(Object.entries(values).filter(([key]) => !hidden.has(key)))
    : {}
  return {
    address,
    type,
    provider: providerOf(type),
    line,
    values: withoutSecrets(kept, 0) as Json,
    references: {},
  }
}

/** Names of properties whose value a state marks as sensitive: `[[{type: get_attr, value: password}]]`. */
const sensitivePaths = (value: unknown): string[] =>
  Array.isArray(value) ? value.flat().flatMap((one) => (isJson(one) ? [textOf(one.value)] : [])) : []

const hasTrue = (value: unknown, depth: number): boolean =>
  value === true ||
  (depth < MOST_DEPTH &&
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).some((one) => hasTrue(one, depth + 1)))

/** What expressions of the configuration name, by address: a plan does not know ids yet. */
function collect(
  module: unknown,
  prefix: string,
  found: Map<string, Record<string, string[]>>,
  depth: number,
): void {
  if (!isJson(module) || depth > MOST_DEPTH) return
  for (const resource of listOf(module.resources)) {
    const expressions = isJson(resource.expressions) ? resource.expressions : {}
    const own = Object.fromEntries(
      Object.entries(expressions).map(([key, one]) => [
        key,
        referencesIn(one, 0).map((name) => prefix + name),
      ]),
    )
    found.set(`${prefix}${textOf(resource.type)}.${textOf(resource.name)}`, own)
  }
  if (isJson(module.module_calls))
    for (const [name, call] of Object.entries(module.module_calls))
      if (isJson(call)) collect(call.module, `${prefix}module.${name}.`, found, depth + 1)
}

function referencesIn(value: unknown, depth: number): string[] {
  if (depth > MOST_DEPTH) return []
  if (Array.isArray(value)) return value.flatMap((one) => referencesIn(one, depth + 1))
  if (!isJson(value)) return []
  const own = Array.isArray(value.references)
    ? value.references.filter((one): one is string => typeof one === 'string')
    : []
  return [
    ...own,
    ...Object.values(value).flatMap((one) =>
      isJson(one) || Array.isArray(one) ? referencesIn(one, depth + 1) : [],
    ),
  ]
}

const withoutKeys = (address: string): string => address.replace(/\[[^\]]*\]/g, '')

function lineOf(text: string, address: string): number {
  const at = text.indexOf(`"address": ${JSON.stringify(address)}`)
  return at < 0 ? 1 : lineAt(text, at)
}

function lineAt(text: string, at: number): number {
  let line = 1
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) line += 1
  return line
}
