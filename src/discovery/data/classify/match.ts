import { ABBREVIATIONS, NUMBERING } from './abbreviations.ts'
import { DICTIONARY } from './dictionary.ts'
import { LOOK_ALIKES } from './look-alikes.ts'
import { isPerson } from './model-context.ts'
import { CARRIERS, FLAGS, QUALIFIERS } from './surroundings.ts'
import type { Kind, Term } from './term.ts'

/** A term found in an identifier, from word `start` to before `end`. */
export interface Match {
  kind: Kind
  term: Term
  start: number
  end: number
  /** As the dictionary writes it. */
  word: string
}

const LONGEST = 7

const list = (words: string): string[] =>
  words
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
const compact = (word: string): string => expanded(word.split(/\s+/)).join('')
/** Words with what is shortened written out. */
export const expanded = (words: readonly string[]): string[] =>
  words.map((word, at) =>
    at > 0 && NUMBERING.has(word)
      ? 'number'
      : Object.hasOwn(ABBREVIATIONS, word)
        ? (ABBREVIATIONS[word] as string)
        : word,
  )

const setOf = (words: string): Set<string> => new Set(list(words).map(compact))

const carriers = setOf(CARRIERS)
const qualifiers = setOf(QUALIFIERS)
const flags = setOf(FLAGS)
const lookAlikes = setOf(LOOK_ALIKES)

// Words this short stand in many identifiers by chance: they must be the whole of it, save those that mean one thing everywhere.
const SHORT = 3
const CLEAR = new Set(
  'ssn dob cvv cvc otp jwt pwd mdp cpf dni mrn plz bmi hiv imei zip 2fa sex fax'.split(' '),
)

const terms = new Map<string, { kind: Kind; term: Term; word: string }[]>()
for (const kind of DICTIONARY)
  for (const term of kind.terms)
    for (const word of list(term.words)) {
      const key = compact(word)
      const entry = {
        kind,
        word,
        term: key.length <= SHORT && !CLEAR.has(key) ? { ...term, alone: true as const } : term,
      }
      terms.set(key, [...(terms.get(key) ?? []), entry])
    }

/** Whether any list here has a word on its own. */
export const isKnown = (word: string): boolean =>
  terms.has(word) ||
  carriers.has(word) ||
  qualifiers.has(word) ||
  flags.has(word) ||
  isPerson(word) ||
  NAMES.has(word)

const NAMES = new Set(['name', 'nom', 'nombre', 'nome', 'naam'])
const NAME = DICTIONARY.find(({ kind }) => kind === 'name') as Kind

/** The name of somebody: `approver_name`, `nombre_alumno`, `created_by_name`. */
function namesIn(words: readonly string[], start: number, end: number): Match[] {
  const [first = '', second = ''] = words.slice(start, end)
  const somebody =
    (NAMES.has(second) && (isPerson(first) || first === 'by')) ||
    (NAMES.has(first) && first !== 'name' && isPerson(second))
  return somebody
    ? [
        {
          kind: NAME,
          term: { language: 'any', weight: 0.8, words: '' },
          word: `${first} ${second}`,
          start,
          end,
        },
      ]
    : []
}

/** Every term in the words of an identifier, apart from those inside of a longer look-alike. Longest first. */
export function matchesIn(words: readonly string[]): Match[] {
  const found: Match[] = []
  const covered: [number, number][] = []
  for (let size = Math.min(LONGEST, words.length); size > 0; size--)
    for (let start = 0; start + size <= words.length; start++) {
      const end = start + size
      const key = words.slice(start, end).join('')
      // Inside of a longer look-alike, or running into one that goes on behind it.
      if (covered.some(([from, to]) => start < to && from < end && (from <= start || to > end))) continue
      if (lookAlikes.has(key) && !terms.has(key)) covered.push([start, end])
      else {
        for (const entry of terms.get(key) ?? []) found.push({ ...entry, start, end })
        if (size === 2 && !terms.has(key)) found.push(...namesIn(words, start, end))
      }
    }
  return found
}

// Kinds whose word is in front of much else: `email_receipt`, `photo_wall`.
const STRICT = new Set(['email', 'photo', 'token', 'api-key', 'secret'])

/** How the words around a match change its weight: 0 = it is something else. */
export function surroundings(words: readonly string[], { kind, start, end }: Match): number {
  const before = words.slice(0, start)
  const after = words.slice(end)
  if (before.some((word) => flags.has(word))) return 0
  if (after.some((word) => carriers.has(word) && !qualifiers.has(word))) return 0
  if (after.every((word) => qualifiers.has(word) || isPerson(word))) return 1
  return STRICT.has(kind.kind) ? 0.5 : 0.6
}

/** Whether nothing else than the model's own words and qualifiers stands beside a match. */
export const standsAlone = (
  words: readonly string[],
  { start, end }: Match,
  model: ReadonlySet<string>,
): boolean => words.every((word, at) => (at >= start && at < end) || model.has(word) || qualifiers.has(word))
