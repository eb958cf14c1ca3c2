import { isoTime } from '../../values/time.ts'
import { LIST_FIELDS, type Syntax } from '../schema.ts'
import { NAMES } from './names.ts'
import type { SeenPath } from './seen-paths.ts'

export type Target = keyof typeof NAMES
export type Guesses = Partial<Record<Target, SeenPath>>

const LISTS: readonly string[] = LIST_FIELDS

/** Which path each of our fields may be read from, by name and by what stands there. */
export function guess(seen: SeenPath[], elements: number, syntax: Syntax): Guesses {
  const guesses: Guesses = {}
  const used = new Set<string>()
  for (const target of Object.keys(NAMES) as Target[]) {
    const [best] = seen
      .filter(({ path }) => !used.has(path))
      .map((one) => ({ one, score: scoreOf(target, one, elements, syntax) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
    if (!best) continue
    guesses[target] = best.one
    used.add(best.one.path)
  }
  return onlyTogether(guesses)
}

/** Names that mean something else where their company is missing. */
function onlyTogether(guesses: Guesses): Guesses {
  const { url, version, fix, region, account, provider, resourceType, ...others } = guesses
  const isWeb = others.method || others.parameter
  const references = others.references ?? (isWeb ? undefined : url)
  return {
    ...others,
    ...(references && { references }),
    ...(isWeb && url && { url }),
    ...(others.package && { ...(version && { version }), ...(fix && { fix }) }),
    ...(others.resource && {
      ...(resourceType && { resourceType }),
      ...(provider && { provider }),
      ...(region && { region }),
      ...(account && { account }),
    }),
  }
}

/** What surrounds the elements is the same for all of them. */
const SURROUNDING: readonly string[] = ['provider', 'region', 'account']

/** How well a draft knows a list of elements: findings have titles and severities. */
export function promise(guesses: Guesses, count: number): number {
  const single = (target: Target) => (guesses[target] && !guesses[target].several ? 1 : 0)
  return (Object.keys(guesses).length + 4 * single('title') + 4 * single('severity')) * Math.log2(1 + count)
}

const DEPTH = 0.6
const IN_LIST = 4
const COMMON = 3

function scoreOf(target: Target, seen: SeenPath, elements: number, syntax: Syntax): number {
  const names = NAMES[target] ?? []
  const place = names.findIndex((name) => namesOf(seen.path, syntax).includes(name))
  if (place < 0 || seen.values.length === 0 || !FITS[target]?.(seen)) return 0
  if (seen.path.startsWith('/') && syntax !== 'csv' && !SURROUNDING.includes(target)) return 0
  const depth = syntax === 'csv' ? 0 : seen.path.split('/').length - 1
  const inList = (seen.several || seen.path.split('/').includes('*')) && !LISTS.includes(target)
  const known = 10 * (1 - place / names.length)
  return known - depth * DEPTH - (inList ? IN_LIST : 0) + (COMMON * seen.elements) / Math.max(1, elements)
}

/** A path's last name and its last two, without case and punctuation. */
export function namesOf(path: string, syntax: Syntax): string[] {
  if (syntax === 'csv') return [normal(path)]
  const names = path.split('/').filter((name) => name !== '*' && name !== '..')
  return [normal(names.at(-1) ?? ''), normal(names.slice(-2).join(''))]
}

const normal = (name: string): string => name.toLowerCase().replace(/[^\p{L}\d]/gu, '')

type Fits = (seen: SeenPath) => boolean
const every =
  (test: (value: string) => boolean): Fits =>
  ({ values }) =>
    values.every(test)
const few: Fits = ({ values, more }) =>
  !more && values.length <= 12 && values.every((value) => value.length <= 40)
/** A value of its own for nearly every element: the finding's id, not the check's. */
const repeats: Fits = ({ values, elements }) =>
  elements < 5 || values.length < elements * 0.9 || values.length < 20
const says: Fits = ({ values }) => values.some((value) => /\p{L}{3}/u.test(value) && !isId(value))
const isId = (value: string): boolean => /^[\da-f]{8}-?[\da-f-]{20,}$/i.test(value)
const isNumber = (value: string): boolean => value.trim() !== '' && !Number.isNaN(Number(value))
const any: Fits = () => true

const FITS: Record<string, Fits> = {
  ...Object.fromEntries(Object.keys(NAMES).map((target) => [target, any])),
  title: says,
  description: says,
  remediation: says,
  rule: (seen) => repeats(seen) && !seen.values.some(isId),
  severity: few,
  status: few,
  kind: (seen) => few(seen) && seen.values.length > 1,
  line: every(isNumber),
  endLine: every(isNumber),
  cwe: every((value) => /cwe|^\d{1,5}$/i.test(value)),
  advisories: every((value) => /^[A-Z]+-[\w:-]+/i.test(value)),
  url: every((value) => /^https?:\/\//i.test(value)),
  references: every((value) => /^https?:\/\//i.test(value)),
  seenAt: every((value) => isoTime(isNumber(value) ? Number(value) : value) !== undefined),
  epss: every((value) => isNumber(value) && Number(value) <= 1),
  confidence: every((value) => /^(?:high|medium|low)$/i.test(value)),
}
