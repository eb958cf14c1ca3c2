import { ABBREVIATIONS } from './abbreviations.ts'
import { CONTEXTS } from './contexts.ts'
import { splitIdentifier } from './split-identifier.ts'
import type { Context } from './term.ts'

// Endings of a type's name that say what it is for, not what it is about.
const ENDINGS = new Set(
  'dto dtos entity entities model models record records request requests response responses input inputs output payload body data details detail info information row table schema form view summary base abstract document params args create update upsert patch new read write default mutable abstract simple basic full json impl updated'.split(
    ' ',
  ),
)
// What a model is only when its last word says so: a `store_user` is no store, a `product_review_author` no product.
const BY_HEAD = new Set<Context>(['organisation', 'thing', 'animal', 'address', 'crypto', 'phone'])

const WORDS = new Map<string, Set<Context>>()
const WHOLE = new Map<string, Set<Context>>()
for (const [context, words] of Object.entries(CONTEXTS) as [Context, string][])
  for (const raw of words.split(',')) {
    const word = raw.replace(/\s+/g, '')
    if (word === '') continue
    const map = word.startsWith('=') ? WHOLE : WORDS
    const key = word.replace(/^=/, '')
    map.set(key, (map.get(key) ?? new Set()).add(context))
  }

/** Words of a model's name without what says only what it is for; all of them when nothing else is left. */
export function modelWords(model: string): string[] {
  const words = splitIdentifier(model).map((word) =>
    Object.hasOwn(ABBREVIATIONS, word) ? (ABBREVIATIONS[word] as string) : word,
  )
  const own = words.filter((word) => !ENDINGS.has(word))
  return own.length > 0 ? own : words
}

/** What a model is about, by its name. */
export function contextsOf(model: string): Set<Context> {
  const words = modelWords(model)
  const contexts = new Set<Context>(WHOLE.get(words.join('')) ?? [])
  if (contexts.has('person')) contexts.add('somebody')
  // `CreateUser403`: the answer of a failed request, as generators name it.
  if (/\p{L}[45]\d\d$/u.test(model)) contexts.add('thing')
  // A last word that nobody knows does not tell what it is about: `organization_gen_info`.
  const known = words.findLastIndex((word) => WORDS.has(word) || isPersons(word))
  const taken = new Set<number>()
  for (let size = Math.min(3, words.length); size > 0; size--)
    for (let start = 0; start + size <= words.length; start++) {
      const found = WORDS.get(words.slice(start, start + size).join(''))
      // An insurance company is no insurance, a gift card no card.
      if (!found || taken.has(start) || taken.has(start + size - 1)) continue
      for (let at = start; at < start + size; at++) taken.add(at)
      const last = start + size >= (known < 0 ? words.length : known + 1)
      for (const context of found) {
        if (!BY_HEAD.has(context) || last) contexts.add(context)
        if (context === 'person' && start + size === words.length) contexts.add('somebody')
      }
    }
  // The address of a store is the store's.
  if (contexts.has('address') && words.slice(0, -1).some((word) => WORDS.get(word)?.has('organisation')))
    contexts.add('organisation')
  // Plurals of people that no list has.
  if (contexts.size === 0 && isPersons(words.at(-1) ?? ''))
    for (const context of ['person', 'somebody'] as const) contexts.add(context)
  return contexts
}

/** Whether a word names a person: `email_cliente` is the e-mail of one. */
export const isPerson = (word: string): boolean => WORDS.get(word)?.has('person') === true

/** Whether a word is the plural of one that names a person. */
const isPersons = (word: string): boolean => word.endsWith('s') && isPerson(word.slice(0, -1))

/** Whether words in front of a match name an organisation: `facility_phone`. */
export const ofOrganisation = (words: readonly string[]): boolean =>
  words.some((word) => WORDS.get(word)?.has('organisation') === true)
