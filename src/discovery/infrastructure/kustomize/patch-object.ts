import {
  isRecord,
  listOf,
  type Plain,
  type PlainRecord,
  textOf,
} from '../../../formats/infrastructure/plain.ts'

/** Keys by which a strategic merge finds the item of a list that it changes. */
const MERGE_KEYS = ['name', 'containerPort', 'mountPath', 'port', 'ip']
const DEEPEST = 60

/** A strategic merge patch laid over an object: maps merge, lists of named items merge by name, other lists are replaced; `$patch: delete` and null remove. */
export function strategicMerge(base: Plain, patch: Plain, depth = 0): Plain {
  if (depth > DEEPEST) return base
  if (Array.isArray(patch))
    return Array.isArray(base) ? mergedLists(base, patch, depth) : patch.filter((one) => !isDeleted(one))
  if (!isRecord(patch)) return patch
  if (!isRecord(base) || patch.$patch === 'replace') return withoutMarks(patch)
  const out: PlainRecord = { ...base }
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$') || key === '__proto__') continue
    if (value === null || isDeleted(value)) delete out[key]
    else
      out[key] = Object.hasOwn(out, key)
        ? strategicMerge(out[key], value, depth + 1)
        : strategicMerge(Array.isArray(value) ? [] : {}, value, depth + 1)
  }
  return out
}

const isDeleted = (value: Plain): boolean => isRecord(value) && value.$patch === 'delete'

const withoutMarks = (patch: PlainRecord): PlainRecord =>
  Object.fromEntries(Object.entries(patch).filter(([key]) => !key.startsWith('$')))

function mergedLists(base: Plain[], patch: Plain[], depth: number): Plain[] {
  const key = MERGE_KEYS.find(
    (one) => patch.length > 0 && patch.every((item) => isRecord(item) && Object.hasOwn(item, one)),
  )
  if (!key) return patch
  let out = base
  for (const item of patch) {
    const id = (item as PlainRecord)[key]
    const at = out.findIndex((one) => isRecord(one) && one[key] === id)
    if (isDeleted(item)) out = out.filter((_, i) => i !== at)
    else if (at < 0) out = [...out, item]
    else out = out.with(at, strategicMerge(out[at], item, depth + 1))
  }
  return out
}

/** The operations of a JSON patch (RFC 6902) on an object. One whose place is not there changes nothing; the number of those comes back. */
export function jsonPatch(
  base: PlainRecord,
  operations: readonly Plain[],
): { object: PlainRecord; missed: number } {
  const object = structuredClone(base)
  let missed = 0
  for (const operation of operations) {
    const path = isRecord(operation) ? textOf(operation.path) : undefined
    const done = path !== undefined && isRecord(operation) && applied(object, path, operation)
    if (!done) missed++
  }
  return { object, missed }
}

function applied(object: PlainRecord, path: string, { op, value }: PlainRecord): boolean {
  const keys = path
    .split('/')
    .slice(1)
    .map((one) => one.replaceAll('~1', '/').replaceAll('~0', '~'))
  const last = keys.pop()
  if (last === undefined || last === '__proto__') return false
  let at: Plain = object
  for (const key of keys) {
    if (Array.isArray(at)) at = at[Number(key)]
    else if (isRecord(at) && Object.hasOwn(at, key)) at = at[key]
    else return false
  }
  if (Array.isArray(at)) {
    const index = last === '-' ? at.length : Number(last)
    if (!Number.isInteger(index) || index < 0 || index > at.length) return false
    if (op === 'remove') at.splice(index, 1)
    else if (op === 'replace') at[index] = value
    else if (op === 'add') at.splice(index, 0, value)
    else return op === 'test'
    return true
  }
  if (!isRecord(at)) return false
  if (op === 'remove') delete at[last]
  else if (op === 'add' || op === 'replace') at[last] = value
  else return op === 'test'
  return true
}

/** Whether a patch with this target (`kind`, `name`, `namespace`, selectors) means the object. Names may be patterns: only plain ones and `.*` are taken. */
export function isTarget(object: PlainRecord, target: PlainRecord): boolean {
  const metadata = isRecord(object.metadata) ? object.metadata : {}
  const fits = (wanted: Plain, own: Plain): boolean => {
    const text = textOf(wanted)
    if (text === undefined || text === '.*') return true
    if (text.endsWith('.*')) return (textOf(own) ?? '').startsWith(text.slice(0, -2))
    return text.replace(/^\^|\$$/g, '') === textOf(own) || text.split('|').includes(textOf(own) ?? '')
  }
  const group = (textOf(object.apiVersion) ?? '').includes('/')
    ? (textOf(object.apiVersion) ?? '').split('/')[0]
    : ''
  if (!fits(target.kind, object.kind) || !fits(target.name, metadata.name)) return false
  if (target.group !== undefined && !fits(target.group, group)) return false
  return labelsFit(textOf(target.labelSelector), metadata.labels)
}

function labelsFit(selector: string | undefined, labels: Plain): boolean {
  if (!selector) return true
  return listOf(selector.split(',')).every((one) => {
    const [key = '', value] = String(one)
      .split('=')
      .map((part) => part.trim())
    const own = isRecord(labels) ? textOf(labels[key.replace(/!$/, '')]) : undefined
    return value === undefined ? own !== undefined : own === value
  })
}
