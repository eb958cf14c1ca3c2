import { createHash } from 'node:crypto'
import { parse, stringify } from 'yaml'
import { isRecord, type Plain, type PlainRecord } from '../../../formats/infrastructure/plain.ts'

export type TemplateFunction = (...args: Plain[]) => Plain

const MOST_REPEATS = 1000

/** Go's notion of what holds: not empty, not zero. */
export const truthy = (value: Plain): boolean =>
  Array.isArray(value) ? value.length > 0 : isRecord(value) ? Object.keys(value).length > 0 : Boolean(value)

/** A value as text/template prints it. */
export function shown(value: Plain): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return `[${value.map(shown).join(' ')}]`
  if (isRecord(value))
    return `map[${Object.entries(value)
      .map(([key, one]) => `${key}:${shown(one)}`)
      .join(' ')}]`
  return String(value)
}

const number = (value: Plain): number => {
  const found = Number(value ?? 0)
  return Number.isFinite(found) ? found : 0
}
const integer = (value: Plain): number => Math.trunc(number(value))
const list = (value: Plain): Plain[] => (Array.isArray(value) ? value : [])
const record = (value: Plain): PlainRecord => (isRecord(value) ? value : {})
const made = (entries: [string, Plain][]): PlainRecord =>
  Object.assign(Object.create(null), Object.fromEntries(entries))
const yaml = (value: Plain): string =>
  stringify(value ?? {}, { aliasDuplicateObjects: false, lineWidth: 0 }).replace(/\n$/, '')
const indented = (width: Plain, text: Plain): string => {
  const pad = ' '.repeat(Math.min(200, Math.max(0, integer(width))))
  return pad + shown(text).replaceAll('\n', `\n${pad}`)
}
const same = (a: Plain, b: Plain): boolean =>
  a === b ||
  (typeof a !== 'object' && typeof b !== 'object' && shown(a) === shown(b) && typeof a === typeof b)

/** First one wins, deeply: `merge` of sprig; the other way round for `mergeOverwrite`. */
export function mergedOver(base: Plain, over: Plain, depth = 0): Plain {
  if (!isRecord(base) || !isRecord(over) || depth > 60) return over === undefined ? base : over
  const out = made(Object.entries(base))
  for (const [key, value] of Object.entries(over))
    out[key] = key in out ? mergedOver(out[key], value, depth + 1) : value
  return out
}

/** `printf`: the verbs that charts use. */
function printf(format: Plain, ...args: Plain[]): string {
  let next = 0
  return shown(format).replace(/%([-+ 0]*\d*(?:\.\d+)?)([sdvqtfT%])/g, (_, flags: string, verb: string) => {
    if (verb === '%') return '%'
    const value = args[next++]
    if (verb === 'q') return JSON.stringify(shown(value))
    if (verb === 'd') return String(integer(value))
    const digits = /\.(\d{1,2})/.exec(flags)?.[1]
    return verb === 'f' ? number(value).toFixed(Number(digits ?? 6)) : shown(value)
  })
}

/** A pattern of a chart's author is run only where it is short and cannot blow up: no repeated group that repeats inside. */
function safePattern(pattern: Plain): RegExp | undefined {
  const text = shown(pattern)
  if (text.length > 100 || /[+*}]\)?[+*{]|\([^)]*[+*][^)]*\)[+*{]|\([^)]*\|[^)]*\)[+*{]/.test(text))
    return undefined
  try {
    return new RegExp(text, 'g')
  } catch {
    return undefined
  }
}

const compare = (a: Plain, b: Plain): number =>
  typeof a === 'string' && typeof b === 'string' ? (a < b ? -1 : a > b ? 1 : 0) : number(a) - number(b)

const parseOrEmpty = (text: Plain): Plain => {
  try {
    return parse(shown(text).slice(0, 200_000), { maxAliasCount: 100 }) as Plain
  } catch {
    return {}
  }
}

const dig = (...args: Plain[]): Plain => {
  const from = args.at(-1)
  const otherwise = args.at(-2)
  let found: Plain = from
  for (const key of args.slice(0, -2)) {
    if (!isRecord(found) || !Object.hasOwn(found, shown(key))) return otherwise
    found = found[shown(key)]
  }
  return found
}

const index = (from: Plain, ...keys: Plain[]): Plain =>
  keys.reduce<Plain>((found, key) => {
    if (Array.isArray(found)) return found[integer(key)]
    return isRecord(found) && Object.hasOwn(found, shown(key)) ? found[shown(key)] : undefined
  }, from)

/** Semantic versions are compared as if the cluster were recent: charts ask for its age. */
const versionAtLeast = (constraint: Plain): boolean => !/^\s*[<^~]|<|=\s*1\.[0-9]\b/.test(shown(constraint))

/** Functions of Go's templates, of sprig and of Helm that charts use. Nothing here reads a file, the clock or the network. */
export const FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['and', (...all) => all.find((one) => !truthy(one)) ?? all.at(-1)],
  ['or', (...all) => all.find(truthy) ?? all.at(-1)],
  ['not', (one) => !truthy(one)],
  ['eq', (one, ...others) => others.some((other) => same(one, other))],
  ['ne', (a, b) => !same(a, b)],
  ['lt', (a, b) => compare(a, b) < 0],
  ['le', (a, b) => compare(a, b) <= 0],
  ['gt', (a, b) => compare(a, b) > 0],
  ['ge', (a, b) => compare(a, b) >= 0],
  [
    'len',
    (one) => (typeof one === 'string' || Array.isArray(one) ? one.length : Object.keys(record(one)).length),
  ],
  ['index', index],
  ['get', (from, key) => index(from, key) ?? ''],
  ['dig', dig],
  ['print', (...all) => all.map(shown).join('')],
  ['println', (...all) => `${all.map(shown).join(' ')}\n`],
  ['printf', printf],
  ['default', (otherwise, one) => (truthy(one) ? one : otherwise)],
  ['empty', (one) => !truthy(one)],
  ['coalesce', (...all) => all.find(truthy)],
  ['ternary', (yes, no, test) => (test ? yes : no)],
  ['required', (_, one) => one],
  ['fail', () => ''],
  [
    'quote',
    (...all) =>
      all
        .filter((one) => one !== null && one !== undefined)
        .map((one) => JSON.stringify(shown(one)))
        .join(' '),
  ],
  ['squote', (...all) => all.map((one) => `'${shown(one)}'`).join(' ')],
  ['toYaml', yaml],
  ['toYamlPretty', yaml],
  ['fromYaml', parseOrEmpty],
  ['fromYamlArray', (text) => list(parseOrEmpty(text))],
  ['toJson', (one) => JSON.stringify(one ?? null)],
  ['toPrettyJson', (one) => JSON.stringify(one ?? null, null, 2)],
  ['toRawJson', (one) => JSON.stringify(one ?? null)],
  ['fromJson', parseOrEmpty],
  ['fromJsonArray', (text) => list(parseOrEmpty(text))],
  ['mustFromJson', parseOrEmpty],
  ['toString', shown],
  ['toStrings', (all) => list(all).map(shown)],
  ['int', integer],
  ['int64', integer],
  ['float64', number],
  ['atoi', integer],
  ['add', (...all) => all.reduce<number>((sum, one) => sum + integer(one), 0)],
  ['add1', (one) => integer(one) + 1],
  ['sub', (a, b) => integer(a) - integer(b)],
  ['mul', (...all) => all.reduce<number>((product, one) => product * integer(one), 1)],
  ['div', (a, b) => (integer(b) === 0 ? 0 : Math.trunc(integer(a) / integer(b)))],
  ['mod', (a, b) => (integer(b) === 0 ? 0 : integer(a) % integer(b))],
  ['max', (...all) => Math.max(...all.map(integer))],
  ['min', (...all) => Math.min(...all.map(integer))],
  ['floor', (one) => Math.floor(number(one))],
  ['ceil', (one) => Math.ceil(number(one))],
  ['round', (one) => Math.round(number(one))],
  ['indent', indented],
  ['nindent', (width, text) => `\n${indented(width, text)}`],
  ['trim', (one) => shown(one).trim()],
  ['trimAll', (letters, one) => trimmed(shown(one), shown(letters))],
  [
    'trimSuffix',
    (end, one) =>
      truthy(end) && shown(one).endsWith(shown(end)) ? shown(one).slice(0, -shown(end).length) : shown(one),
  ],
  [
    'trimPrefix',
    (begin, one) =>
      shown(one).startsWith(shown(begin)) ? shown(one).slice(shown(begin).length) : shown(one),
  ],
  [
    'trunc',
    (width, one) =>
      integer(width) < 0 ? shown(one).slice(integer(width)) : shown(one).slice(0, integer(width)),
  ],
  ['upper', (one) => shown(one).toUpperCase()],
  ['lower', (one) => shown(one).toLowerCase()],
  ['title', (one) => shown(one).replace(/\b[a-z]/g, (letter) => letter.toUpperCase())],
  ['camelcase', (one) => shown(one).replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())],
  [
    'kebabcase',
    (one) =>
      shown(one)
        .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
        .replaceAll('_', '-')
        .toLowerCase(),
  ],
  [
    'snakecase',
    (one) =>
      shown(one)
        .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
        .replaceAll('-', '_')
        .toLowerCase(),
  ],
  [
    'replace',
    (from, to, one) =>
      shown(from) === '' ? shown(one) : shown(one).replaceAll(shown(from), () => shown(to)),
  ],
  ['contains', (part, one) => shown(one).includes(shown(part))],
  ['hasPrefix', (begin, one) => shown(one).startsWith(shown(begin))],
  ['hasSuffix', (end, one) => shown(one).endsWith(shown(end))],
  [
    'repeat',
    (times, one) =>
      shown(one)
        .slice(0, 1000)
        .repeat(Math.min(100, Math.max(0, integer(times)))),
  ],
  ['substr', (from, to, one) => shown(one).slice(integer(from), integer(to) < 0 ? undefined : integer(to))],
  ['nospace', (one) => shown(one).replace(/\s/g, '')],
  ['cat', (...all) => all.map(shown).join(' ')],
  ['join', (by, all) => list(all).map(shown).join(shown(by))],
  [
    'split',
    (by, one) =>
      made(
        shown(one)
          .split(shown(by))
          .map((part, i) => [`_${i}`, part]),
      ),
  ],
  ['splitList', (by, one) => shown(one).split(shown(by))],
  [
    'splitn',
    (by, most, one) =>
      made(
        shown(one)
          .split(shown(by))
          .slice(0, integer(most))
          .map((part, i) => [`_${i}`, part]),
      ),
  ],
  ['regexReplaceAll', (pattern, one, to) => replaced(pattern, one, to)],
  ['regexReplaceAllLiteral', (pattern, one, to) => replaced(pattern, one, to)],
  ['mustRegexReplaceAllLiteral', (pattern, one, to) => replaced(pattern, one, to)],
  ['regexMatch', (pattern, one) => safePattern(pattern)?.test(shown(one).slice(0, 1000)) ?? false],
  ['mustRegexMatch', (pattern, one) => safePattern(pattern)?.test(shown(one).slice(0, 1000)) ?? false],
  ['regexFind', (pattern, one) => safePattern(pattern)?.exec(shown(one).slice(0, 1000))?.[0] ?? ''],
  [
    'regexSplit',
    (pattern, one) =>
      safePattern(pattern)
        ? shown(one)
            .slice(0, 1000)
            .split(safePattern(pattern) as RegExp)
        : [shown(one)],
  ],
  ['b64enc', (one) => Buffer.from(shown(one)).toString('base64')],
  ['b64dec', (one) => Buffer.from(shown(one), 'base64').toString()],
  ['sha256sum', (one) => createHash('sha256').update(shown(one)).digest('hex')],
  ['sha1sum', (one) => createHash('sha256').update(shown(one)).digest('hex').slice(0, 40)],
  ['adler32sum', (one) => String(shown(one).length)],
  ['list', (...all) => all],
  ['tuple', (...all) => all],
  [
    'dict',
    (...all) =>
      made(Array.from({ length: Math.floor(all.length / 2) }, (_, i) => [shown(all[i * 2]), all[i * 2 + 1]])),
  ],
  ['set', (into, key, value) => assigned(into, key, value)],
  ['unset', (from, key) => made(Object.entries(record(from)).filter(([name]) => name !== shown(key)))],
  ['hasKey', (from, key) => Object.hasOwn(record(from), shown(key))],
  [
    'pluck',
    (key, ...all) =>
      all.flatMap((one) => (Object.hasOwn(record(one), shown(key)) ? [record(one)[shown(key)]] : [])),
  ],
  [
    'pick',
    (from, ...keys) => made(Object.entries(record(from)).filter(([name]) => keys.map(shown).includes(name))),
  ],
  [
    'omit',
    (from, ...keys) => made(Object.entries(record(from)).filter(([name]) => !keys.map(shown).includes(name))),
  ],
  ['keys', (...all) => all.flatMap((one) => Object.keys(record(one)))],
  ['values', (one) => Object.values(record(one))],
  ['merge', (...all) => all.reduceRight<Plain>((under, over) => mergedOver(under, over), {})],
  ['mustMerge', (...all) => all.reduceRight<Plain>((under, over) => mergedOver(under, over), {})],
  ['mergeOverwrite', (...all) => all.reduce<Plain>((under, over) => mergedOver(under, over), {})],
  ['mustMergeOverwrite', (...all) => all.reduce<Plain>((under, over) => mergedOver(under, over), {})],
  ['deepCopy', (one) => structuredClone(one)],
  ['mustDeepCopy', (one) => structuredClone(one)],
  ['first', (all) => list(all)[0]],
  ['last', (all) => list(all).at(-1)],
  ['rest', (all) => list(all).slice(1)],
  ['initial', (all) => list(all).slice(0, -1)],
  ['append', (all, one) => [...list(all), one]],
  ['mustAppend', (all, one) => [...list(all), one]],
  ['prepend', (all, one) => [one, ...list(all)]],
  ['concat', (...all) => all.flatMap(list)],
  ['reverse', (all) => list(all).toReversed()],
  ['uniq', (all) => [...new Map(list(all).map((one) => [JSON.stringify(one), one])).values()]],
  ['mustUniq', (all) => [...new Map(list(all).map((one) => [JSON.stringify(one), one])).values()]],
  ['without', (all, ...gone) => list(all).filter((one) => !gone.some((other) => same(one, other)))],
  ['compact', (all) => list(all).filter(truthy)],
  ['has', (one, all) => list(all).some((other) => same(one, other))],
  ['mustHas', (one, all) => list(all).some((other) => same(one, other))],
  ['sortAlpha', (all) => list(all).map(shown).sort()],
  [
    'until',
    (count) => Array.from({ length: Math.min(MOST_REPEATS, Math.max(0, integer(count))) }, (_, i) => i),
  ],
  ['untilStep', (from, to, step) => steps(integer(from), integer(to), integer(step))],
  ['seq', (...all) => steps(all.length > 1 ? integer(all[0]) : 1, integer(all.at(-1)) + 1, 1).join(' ')],
  ['kindOf', kindOf],
  ['typeOf', kindOf],
  ['kindIs', (kind, one) => kindOf(one) === kind],
  ['typeIs', (kind, one) => kindOf(one) === kind],
  ['typeIsLike', (kind, one) => kindOf(one) === kind],
  ['deepEqual', (a, b) => JSON.stringify(a) === JSON.stringify(b)],
  ['semverCompare', versionAtLeast],
  [
    'semver',
    (one) =>
      made(
        shown(one)
          .replace(/^v/, '')
          .split('.')
          .map((part, i) => [['Major', 'Minor', 'Patch'][i] ?? `p${i}`, integer(part)]),
      ),
  ],
  ['lookup', () => ({})],
  ['now', () => ''],
  ['date', () => ''],
  ['htmlDate', () => ''],
  ['randAlphaNum', (length) => 'x'.repeat(Math.min(64, Math.max(0, integer(length))))],
  ['randAlpha', (length) => 'x'.repeat(Math.min(64, Math.max(0, integer(length))))],
  ['randNumeric', (length) => '1'.repeat(Math.min(64, Math.max(0, integer(length))))],
  ['randAscii', (length) => 'x'.repeat(Math.min(64, Math.max(0, integer(length))))],
  ['uuidv4', () => '00000000-0000-4000-8000-000000000000'],
  ['genCA', () => ({ Cert: '', Key: '' })],
  ['genSelfSignedCert', () => ({ Cert: '', Key: '' })],
  ['genSignedCert', () => ({ Cert: '', Key: '' })],
  ['genPrivateKey', () => ''],
  ['htpasswd', () => ''],
  ['bcrypt', () => ''],
  ['derivePassword', () => ''],
  ['env', () => ''],
  ['expandenv', () => ''],
  ['getHostByName', () => ''],
  ['urlParse', (one) => urlParts(shown(one))],
  ['urlquery', (one) => encodeURIComponent(shown(one))],
  ['base', (one) => shown(one).slice(shown(one).lastIndexOf('/') + 1)],
  ['dir', (one) => shown(one).slice(0, Math.max(0, shown(one).lastIndexOf('/')))],
  ['html', shown],
  ['bool', truthy],
  ['toDecimal', integer],
  ['mustToYaml', yaml],
  ['any', (...all) => all.some(truthy)],
  ['all', (...all) => all.every(truthy)],
  ['mustFirst', (all) => list(all)[0]],
  ['mustLast', (all) => list(all).at(-1)],
  ['mustRest', (all) => list(all).slice(1)],
  ['mustInitial', (all) => list(all).slice(0, -1)],
  ['mustPrepend', (all, one) => [one, ...list(all)]],
  ['mustWithout', (all, ...gone) => list(all).filter((one) => !gone.some((other) => same(one, other)))],
  ['mustCompact', (all) => list(all).filter(truthy)],
  [
    'mustSlice',
    (all, from, to) => list(all).slice(integer(from), to === undefined ? undefined : integer(to)),
  ],
  [
    'slice',
    (all, from, to) =>
      (typeof all === 'string' ? all : list(all)).slice(
        integer(from),
        to === undefined ? undefined : integer(to),
      ),
  ],
  ['mustToPrettyJson', (one) => JSON.stringify(one ?? null, null, 2)],
  ['mustToRawJson', (one) => JSON.stringify(one ?? null)],
  ['mustRegexFind', (pattern, one) => safePattern(pattern)?.exec(shown(one).slice(0, 1000))?.[0] ?? ''],
  ['mustRegexReplaceAll', (pattern, one, to) => replaced(pattern, one, to)],
  [
    'regexFindAll',
    (pattern, one) =>
      shown(one)
        .slice(0, 1000)
        .match(safePattern(pattern) ?? /$^/g) ?? [],
  ],
  ['regexQuoteMeta', (one) => shown(one).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')],
  ['addf', (...all) => all.reduce<number>((sum, one) => sum + number(one), 0)],
  ['subf', (a, b) => number(a) - number(b)],
  ['mulf', (...all) => all.reduce<number>((product, one) => product * number(one), 1)],
  ['divf', (a, b) => (number(b) === 0 ? 0 : number(a) / number(b))],
  ['maxf', (...all) => Math.max(...all.map(number))],
  ['minf', (...all) => Math.min(...all.map(number))],
  ['untitle', (one) => shown(one).replace(/\b[A-Z]/g, (letter) => letter.toLowerCase())],
  ['abbrev', (width, one) => shown(one).slice(0, integer(width))],
  ['wrap', (_, one) => shown(one)],
  ['plural', (single, several, count) => (integer(count) === 1 ? single : several)],
  ['toToml', (one) => JSON.stringify(one ?? null)],
  ['sha512sum', (one) => createHash('sha512').update(shown(one)).digest('hex')],
  ['b32enc', shown],
  ['randInt', (from) => integer(from)],
  ['randBytes', (length) => 'x'.repeat(Math.min(64, Math.max(0, integer(length))))],
  ['dateInZone', () => ''],
  ['dateModify', () => ''],
  ['unixEpoch', () => ''],
  ['toDate', () => ''],
  ['ago', () => ''],
  ['duration', () => ''],
  ['buildCustomCert', () => ({ Cert: '', Key: '' })],
  ['genCAWithKey', () => ({ Cert: '', Key: '' })],
  ['genSelfSignedCertWithKey', () => ({ Cert: '', Key: '' })],
  ['genSignedCertWithKey', () => ({ Cert: '', Key: '' })],
  ['urlJoin', (one) => `${shown(record(one).scheme)}://${shown(record(one).host)}${shown(record(one).path)}`],
  ['mustToJson', (one) => JSON.stringify(one ?? null)],
])

function assigned(into: Plain, key: Plain, value: Plain): Plain {
  const name = shown(key)
  if (isRecord(into) && name !== '__proto__') into[name] = value
  return into
}

const trimmed = (text: string, letters: string): string => {
  let [from, to] = [0, text.length]
  while (from < to && letters.includes(text[from] as string)) from++
  while (to > from && letters.includes(text[to - 1] as string)) to--
  return text.slice(from, to)
}

const replaced = (pattern: Plain, one: Plain, to: Plain): Plain => {
  const found = safePattern(pattern)
  return found
    ? shown(one)
        .slice(0, 10_000)
        .replace(found, () => shown(to).replace(/\$\{?\d\}?/g, ''))
    : one
}

function steps(from: number, to: number, step: number): number[] {
  const out: number[] = []
  if (step === 0) return out
  for (let at = from; (step > 0 ? at < to : at > to) && out.length < MOST_REPEATS; at += step) out.push(at)
  return out
}

function kindOf(one: Plain): string {
  if (one === null || one === undefined) return 'invalid'
  if (Array.isArray(one)) return 'slice'
  if (typeof one === 'string') return 'string'
  if (typeof one === 'boolean') return 'bool'
  if (typeof one === 'number') return Number.isInteger(one) ? 'int' : 'float64'
  return 'map'
}

function urlParts(text: string): PlainRecord {
  const found = /^(?:([a-z][a-z0-9+.-]{0,30}):\/\/)?([^/?#]{0,300})([^?#]{0,300})/i.exec(text)
  return made([
    ['scheme', found?.[1] ?? ''],
    ['host', found?.[2] ?? ''],
    ['path', found?.[3] ?? ''],
  ])
}
