import {
  type Fields,
  isFields,
  isScalar,
  type Scalar,
  UNKNOWN,
  type Value,
} from '../../../formats/infrastructure/cloud-types/value.ts'
import { subnet } from './subnet.ts'

type Fn = (args: Value[]) => Value | undefined

const MOST = 2000
const MOST_TEXT = 100_000
const text = (value: Value | undefined): string | undefined =>
  value !== undefined && isScalar(value) && value !== null ? String(value) : undefined
const list = (value: Value | undefined): Value[] | undefined => (Array.isArray(value) ? value : undefined)
const number = (value: Value | undefined): number | undefined =>
  typeof value === 'number'
    ? value
    : typeof value === 'string' && /^-?\d+$/.test(value)
      ? Number(value)
      : undefined
const onText =
  (make: (value: string) => Value): Fn =>
  ([value]) => {
    const one = text(value)
    return one === undefined ? undefined : make(one)
  }
const same: Fn = ([value]) => value
const flat = (values: readonly Value[], depth: number, found: Value[] = []): Value[] => {
  for (const one of values) {
    if (found.length >= MOST) break
    if (Array.isArray(one) && depth < 8) flat(one, depth + 1, found)
    else found.push(one)
  }
  return found
}
const parts = (values: readonly Value[]): Value => ({ is: 'text', parts: [...values] })

const setOf: Fn = ([value]) => {
  const own = list(value)
  if (!own) return value
  const seen = new Set<Scalar>()
  return own.filter((one) => !isScalar(one) || (!seen.has(one) && seen.add(one) !== undefined))
}

/** Functions of the language that are simple enough to say what comes out. Undefined = not known. Source: developer.hashicorp.com/terraform/language/functions. */
export const FUNCTIONS: Readonly<Record<string, Fn>> = {
  tostring: ([value]) => text(value) ?? value,
  tonumber: ([value]) => number(value) ?? value,
  tobool: ([value]) => (value === 'true' ? true : value === 'false' ? false : value),
  tolist: same,
  tomap: same,
  toset: setOf,
  distinct: setOf,
  sensitive: same,
  nonsensitive: same,
  jsonencode: same,
  yamlencode: same,
  base64encode: same,
  base64gzip: same,
  abspath: same,
  pathexpand: same,
  one: ([value]) =>
    Array.isArray(value) ? (value.length === 0 ? null : value.length === 1 ? value[0] : undefined) : value,
  try: (args) => args.find((one) => one !== UNKNOWN && one !== null) ?? args.at(-1),
  can: () => undefined,
  coalesce: (args) => {
    const first = args.find((one) => one !== null && one !== '')
    return first !== undefined && args.slice(0, args.indexOf(first)).every(isScalar) ? first : undefined
  },
  coalescelist: (args) => args.find((one) => !Array.isArray(one) || one.length > 0),
  compact: ([value]) => list(value)?.filter((one) => one !== '' && one !== null),
  concat: (args) => {
    const lists = args.map((one) => (Array.isArray(one) ? one : [one]))
    const all = lists.flat()
    return all.length > MOST ? undefined : all
  },
  flatten: ([value]) => (Array.isArray(value) ? flat(value, 0) : undefined),
  merge: (args) => {
    const merged: Fields = new Map()
    for (const one of args) {
      if (one === null) continue
      // What is merged in unseen may replace anything: the rest still stands, as likely.
      if (!isFields(one)) merged.set(`?${merged.size}`, one)
      else for (const [key, value] of one) merged.set(key, value)
    }
    return merged
  },
  lookup: ([map, key, otherwise]) => {
    const name = text(key)
    if (!isFields(map) || name === undefined) return undefined
    return map.get(name) ?? otherwise
  },
  element: ([values, index]) => {
    const [own, at] = [list(values), number(index)]
    if (!own || own.length === 0) return undefined
    return at === undefined ? undefined : own[at % own.length]
  },
  index: () => undefined,
  keys: ([map]) => (isFields(map) ? [...map.keys()].sort() : undefined),
  values: ([map]) =>
    isFields(map) ? [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one) : undefined,
  length: ([value]) => {
    if (Array.isArray(value)) return value.length
    if (isFields(value)) return value.size
    return typeof value === 'string' ? value.length : undefined
  },
  contains: ([values, wanted]) => {
    const own = list(values)
    if (!own || wanted === undefined || !isScalar(wanted)) return undefined
    return own.includes(wanted) ? true : own.every(isScalar) ? false : undefined
  },
  range: (args) => {
    const numbers = args.map(number)
    if (numbers.some((one) => one === undefined)) return undefined
    const [start, end, by] =
      numbers.length === 1 ? [0, numbers[0], 1] : [numbers[0], numbers[1], numbers[2] ?? 1]
    const count = Math.min(
      MOST,
      Math.max(0, Math.ceil(((end as number) - (start as number)) / (by as number))),
    )
    return Number.isFinite(count)
      ? Array.from({ length: count }, (_, at) => (start as number) + at * (by as number))
      : undefined
  },
  slice: ([values, from, to]) => {
    const own = list(values)
    return own && number(from) !== undefined && number(to) !== undefined
      ? own.slice(number(from), number(to))
      : undefined
  },
  reverse: ([values]) => list(values)?.toReversed(),
  sort: ([values]) => {
    const own = list(values)
    return own?.every(isScalar) ? own.toSorted((a, b) => (String(a) < String(b) ? -1 : 1)) : own
  },
  zipmap: ([keys, values]) => {
    const [names, own] = [list(keys), list(values)]
    if (!names || !own || !names.every(isScalar)) return undefined
    return new Map(names.map((name, at) => [String(name), own[at] ?? null]))
  },
  setunion: (args) => (args.every(Array.isArray) ? (args as Value[][]).flat().slice(0, MOST) : undefined),
  setproduct: () => undefined,
  max: (args) => (args.every((one) => typeof one === 'number') ? Math.max(...(args as number[])) : undefined),
  min: (args) => (args.every((one) => typeof one === 'number') ? Math.min(...(args as number[])) : undefined),
  ceil: ([value]) => (typeof value === 'number' ? Math.ceil(value) : undefined),
  floor: ([value]) => (typeof value === 'number' ? Math.floor(value) : undefined),
  join: ([separator, values]) => {
    const own = list(values)
    const between = text(separator)
    if (!own || between === undefined) return undefined
    const all = own.flatMap((one, at): Value[] => (at === 0 ? [one] : [between, one]))
    const whole = all.map(text)
    if (whole.every((one) => one !== undefined)) {
      const joined = whole.join('')
      return joined.length > MOST_TEXT ? undefined : joined
    }
    return parts(all)
  },
  split: ([separator, value]) => {
    const [by, one] = [text(separator), text(value)]
    return by !== undefined && one !== undefined && by !== '' ? one.split(by).slice(0, MOST) : undefined
  },
  format: ([pattern, ...args]) => {
    const form = text(pattern)
    if (form === undefined) return undefined
    let at = 0
    const pieces = form.slice(0, 5000).split(/(%%|%[-+ 0#]*\d*(?:\.\d+)?[a-zA-Z])/)
    const made = pieces.map(
      (piece, index): Value => (index % 2 === 0 ? piece : piece === '%%' ? '%' : (args[at++] ?? '')),
    )
    const whole = made.map(text)
    return whole.every((one) => one !== undefined) ? whole.join('').slice(0, MOST_TEXT) : parts(made)
  },
  lower: onText((one) => one.toLowerCase()),
  upper: onText((one) => one.toUpperCase()),
  title: onText((one) => one.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())),
  trimspace: onText((one) => one.trim()),
  chomp: onText((one) => one.replace(/[\r\n]+$/, '')),
  basename: onText((one) => one.slice(one.lastIndexOf('/') + 1)),
  dirname: onText((one) => one.slice(0, Math.max(0, one.lastIndexOf('/'))) || '.'),
  trimsuffix: ([value, end]) => {
    const [one, last] = [text(value), text(end)]
    return one !== undefined && last !== undefined
      ? last && one.endsWith(last)
        ? one.slice(0, -last.length)
        : one
      : undefined
  },
  trimprefix: ([value, start]) => {
    const [one, first] = [text(value), text(start)]
    return one !== undefined && first !== undefined
      ? one.startsWith(first)
        ? one.slice(first.length)
        : one
      : undefined
  },
  replace: ([value, from, to]) => {
    const [one, old, now] = [text(value), text(from), text(to)]
    // A pattern between slashes is a regular expression of the author: not run.
    if (one === undefined || old === undefined || now === undefined || old === '' || /^\/.*\/$/.test(old))
      return undefined
    const made = one.length * Math.max(1, now.length) > 10 * MOST_TEXT ? undefined : one.replaceAll(old, now)
    return made !== undefined && made.length <= MOST_TEXT ? made : undefined
  },
  substr: ([value, from, count]) => {
    const [one, at, many] = [text(value), number(from), number(count)]
    return one !== undefined && at !== undefined && many !== undefined
      ? one.slice(at, many < 0 ? undefined : at + many)
      : undefined
  },
  startswith: ([value, start]) => {
    const [one, first] = [text(value), text(start)]
    return one !== undefined && first !== undefined ? one.startsWith(first) : undefined
  },
  endswith: ([value, end]) => {
    const [one, last] = [text(value), text(end)]
    return one !== undefined && last !== undefined ? one.endsWith(last) : undefined
  },
  cidrsubnet: ([prefix, bits, net]) => {
    const [range, more, at] = [text(prefix), number(bits), number(net)]
    return range !== undefined && more !== undefined && at !== undefined ? subnet(range, more, at) : undefined
  },
}
