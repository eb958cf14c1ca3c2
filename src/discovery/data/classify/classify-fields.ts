import type { DataField } from '../../contract.ts'
import type { RawField } from '../raw-field.ts'
import { annotationOf } from './annotations.ts'
import { expanded, isKnown, type Match, matchesIn, standsAlone, surroundings } from './match.ts'
import { contextsOf, modelWords, ofOrganisation } from './model-context.ts'
import { splitIdentifier } from './split-identifier.ts'
import type { Context } from './term.ts'
import { type TypeFamily, typeFamily } from './type-family.ts'

/** What a field holds. */
export type Judgement = Pick<DataField, 'class' | 'kind' | 'confidence' | 'evidence'>

// Less is a guess that costs more than it tells.
const LEAST = 0.5
const USUAL: readonly TypeFamily[] = ['text', 'binary', 'json', 'unknown']
// Kinds by which the fields beside show that a model is about a person.
const PERSONAL = new Set(['name', 'birth-date', 'gender', 'national-id'])

// What an animal has as well, and what is nobody's data there.
const BODILY = new Set('birth-date birth-place gender ethnicity death'.split(' '))
const POINTERS = new Set<TypeFamily>(['number', 'identifier', 'reference'])
// What applications keep a list of: the table `religion` says which there are, not who has which.
const LISTED = new Set(['religion', 'ethnicity', 'nationality', 'marital-status', 'gender', 'diagnosis'])

// Books have accounts as well as people have.
const LEDGER = new Set(
  'debit credit debtor creditor ledger reconcilable chart journal centralizing'.split(' '),
)

const CARD_WORDS = new Set(
  'brand expiry exp cvv cvc cvn month holder cardholder pan last4 network issuer bin valid expiration'.split(
    ' ',
  ),
)

interface Prepared {
  field: RawField
  words: string[]
  matches: Match[]
  family: TypeFamily
}

/** Fields that hold sensitive data, with what they hold. All fields of a model at once: they tell of each other. */
export function classifyFields(fields: readonly RawField[]): (RawField & Judgement)[] {
  const models = new Map<string, Prepared[]>()
  for (const [model, own] of Map.groupBy(fields, (field) => field.model)) {
    const split = own.map((field) => expanded(splitIdentifier(field.name)))
    const ending = sharedEnding(split)
    models.set(
      model,
      own.map((field, at) => {
        const all = split[at] as string[]
        const words = all.length > 1 && all.at(-1) === ending ? all.slice(0, -1) : all
        return { field, words, matches: matchesIn(words), family: typeFamily(field.type) }
      }),
    )
  }
  return [...models].flatMap(([model, own]) => {
    const contexts = contextsWith(own, contextsOf(model))
    const ofModel = modelWords(model)
    const words = new Set([...ofModel, ...prefixes(own)])
    return own.flatMap((one) => {
      const judged = judge(one, contexts, words, ofModel)
      return judged ? [{ ...one.field, ...judged }] : []
    })
  })
}

/** Beginnings that most fields of a model share, as older schemas have them: `ec_name`, `ec_date_of_birth`. They say nothing. */
function prefixes(fields: readonly Prepared[]): string[] {
  const counts = new Map<string, number>()
  for (const { words } of fields)
    if (words.length > 1 && (words[0] as string).length <= 8)
      counts.set(words[0] as string, (counts.get(words[0] as string) ?? 0) + 1)
  return [...counts].filter(([, count]) => count >= 2 && count >= fields.length * 0.4).map(([word]) => word)
}

/** A last word that a third of a model's fields share and that says nothing, as the model's own abbreviation: `nom_adh`, `ville_adh`. */
function sharedEnding(fields: readonly string[][]): string | undefined {
  const counts = new Map<string, number>()
  for (const words of fields) {
    const last = words.at(-1)
    if (last && words.length > 1 && last.length <= 8 && !isKnown(last))
      counts.set(last, (counts.get(last) ?? 0) + 1)
  }
  return [...counts].find(([, count]) => count >= 4 && count >= fields.length / 3)?.[0]
}

/** Whether a field is called an address and nothing else, in any language; that of an organisation or a memory cell counts as well. */
const isAddress = ({ words, matches }: Prepared, contexts: ReadonlySet<Context>): boolean =>
  matches.some(
    ({ kind, term, start, end }) =>
      kind.kind === 'postal-address' &&
      end - start === words.length &&
      (words[0] === 'address' || !term.in?.every((one) => !contexts.has(one))),
  )

/** Contexts by the model's name and by what its fields are called. */
function contextsWith(fields: readonly Prepared[], named: Set<Context>): Set<Context> {
  const contexts = new Set(named)
  const kinds = new Set<string>()
  for (const { matches, words, family } of fields)
    for (const match of matches)
      if (!match.term.in && !match.term.alone && surroundings(words, match) === 1 && fits(match, family))
        kinds.add(match.kind.kind)
  const medical = fields.filter(({ matches }) =>
    matches.some(({ kind, term }) => kind.class === 'phi' && !term.in && !term.alone),
  )
  if (medical.length >= 3) contexts.add('health')
  if (kinds.has('postal-address') || fields.some((one) => isAddress(one, contexts))) contexts.add('address')
  const personal = [...kinds].filter((kind) => PERSONAL.has(kind)).length
  // An animal or a product has a birth date and a number too: without a name that only people have it stays what it is called.
  const likePerson = kinds.has('name') || !contexts.has('thing')
  if (
    (personal >= 2 && likePerson) ||
    (kinds.has('name') && kinds.has('postal-address') && !contexts.has('organisation'))
  ) {
    contexts.add('person')
    contexts.add('somebody')
    contexts.delete('thing')
  }
  if (personal >= 2 && likePerson) contexts.delete('organisation')
  if (
    contexts.has('person') &&
    fields.filter(({ words }) => words.some((word) => LEDGER.has(word))).length >= 2
  )
    for (const one of ['person', 'somebody'] as const) contexts.delete(one)
  // Boards have cards as well as banks: what stands beside tells.
  if (contexts.has('maybe-card') && fields.some(({ words }) => words.some((word) => CARD_WORDS.has(word))))
    contexts.add('card')
  return contexts
}

function judge(
  { field, words, matches, family }: Prepared,
  contexts: ReadonlySet<Context>,
  model: ReadonlySet<string>,
  ofModel: readonly string[],
): Judgement | undefined {
  const annotation = annotationOf(field.note)
  let best: { match: Match; confidence: number } | undefined
  for (const match of matches) {
    const confidence = isListOf(match, words, ofModel)
      ? 0
      : confidenceOf(match, words, family, contexts, model)
    const wider = best && match.end - match.start > best.match.end - best.match.start
    if (confidence >= LEAST && (!best || confidence > best.confidence + (wider ? -0.2 : 0)))
      best = { match, confidence }
  }
  if (!best) return annotation && family !== 'boolean' ? { ...annotation, kind: 'marked' } : undefined
  const { match, confidence } = best
  const said = match.term.in
    ? ` in a model about ${[...contexts]
        .filter((one) => match.term.in?.includes(one))
        .join(', ')
        .replace('somebody', 'a person')}`
    : ''
  const evidence = [
    `“${match.word}”${match.term.language === 'any' || match.term.language === 'en' ? '' : ` (${match.term.language})`} in its name${said}`,
    ...(field.type ? [`type ${field.type.slice(0, 60)}`] : []),
    ...(annotation ? [annotation.evidence] : []),
  ].join('; ')
  return {
    class: match.kind.class,
    kind: match.kind.kind,
    confidence: annotation ? Math.max(confidence, 0.95) : Math.round(confidence * 100) / 100,
    evidence,
  }
}

function confidenceOf(
  match: Match,
  words: readonly string[],
  family: TypeFamily,
  contexts: ReadonlySet<Context>,
  model: ReadonlySet<string>,
): number {
  const { term } = match
  if (!fits(match, family)) return 0
  if (contexts.has('animal') && (BODILY.has(match.kind.kind) || match.kind.class === 'phi')) return 0
  // `id_nazione`: a number that points to a list, with the word in front as languages of Latin descent have it.
  if (POINTERS.has(family) && words.slice(0, match.start).includes('id')) return 0
  if (term.in && !term.in.some((one) => contexts.has(one))) return 0
  if (term.notIn?.some((one) => contexts.has(one))) return 0
  if (term.notIn?.includes('organisation') && ofOrganisation(words.slice(0, match.start))) return 0
  if (term.alone && !standsAlone(words, match, model)) return 0
  return term.weight * surroundings(words, match) * (family === 'unknown' ? 0.95 : 1)
}

/** Whether a model is the list of what a match is about: `religiao.nm_religiao`. */
const isListOf = (match: Match, words: readonly string[], ofModel: readonly string[]): boolean =>
  LISTED.has(match.kind.kind) && ofModel.join(' ') === words.slice(match.start, match.end).join(' ')

const fits = ({ kind, term }: Match, family: TypeFamily): boolean =>
  (term.values ?? kind.values ?? USUAL).includes(family)
