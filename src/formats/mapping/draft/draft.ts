import type { Limits } from '../../contract.ts'
import { BadMapping } from '../bad-mapping.ts'
import { MappingFlaw } from '../path.ts'
import { type Mapping, mappingSchema, type Syntax } from '../schema.ts'
import { eachPath, elementNames } from '../structure.ts'
import type { Candidate } from './candidates.ts'
import { type Guesses, guess, namesOf, promise } from './guess.ts'
import { guessedKind } from './guess-kind.ts'
import { guessedSeverities, guessedStates } from './guess-words.ts'
import { REPORT_NAMES } from './names.ts'
import { isInside, type SampleElements, sampleElements } from './sample-elements.ts'
import type { SeenPath } from './seen-paths.ts'

/** What a sample has and what a mapping of it may look like, for a person to go on from. */
export interface Draft {
  syntax: Mapping['syntax']
  /** Places that may hold the results, the likeliest first. */
  places: Candidate[]
  /** How many elements of the sample were looked at. */
  elements: number
  paths: SeenPath[]
  mapping: Mapping
}

/** Looks into a sample. `at` = where its results are, when a person has said so. Throws UnreadableReport, BadMapping for `at`. */
export async function draftOf(
  text: string,
  limits: Limits,
  at?: { elements: string; each?: string | undefined },
): Promise<Draft> {
  const sample = await sampleElements(text, limits)
  if (at) checkPlace(at, sample.syntax)
  const rated = sample.candidates
    .map((candidate) => {
      const { paths, elements } = sample.pathsAt(candidate)
      return { candidate, worth: promise(guess(paths, elements, sample.syntax), candidate.count) }
    })
    .sort((a, b) => b.worth - a.worth)
  const places = rated.map(({ candidate }) => candidate)
  const place = at ?? places[0] ?? { elements: sample.syntax === 'xml' ? `/${sample.root}` : '/*' }
  const { paths, elements } = sample.pathsAt(place)
  const guesses = guess(paths, elements, sample.syntax)
  return { syntax: sample.syntax, places, elements, paths, mapping: mappingOf(sample, place, guesses) }
}

function checkPlace(
  { elements, each }: { elements: string; each?: string | undefined },
  syntax: Syntax,
): void {
  try {
    elementNames(elements, syntax)
    if (each !== undefined) eachPath({ each, syntax })
  } catch (error) {
    if (!(error instanceof MappingFlaw)) throw error
    throw new BadMapping([{ where: 'elements', message: error.message }])
  }
}

function mappingOf(
  sample: SampleElements,
  { elements, each }: { elements: string; each?: string },
  guesses: Guesses,
): Mapping {
  const { title, severity, status, reason, kind: _, ...others } = guesses
  const states = guessedStates(status?.values ?? [])
  const isDocument = sample.syntax === 'json' || sample.syntax === 'xml'
  const tool = toolIn(sample)
  return mappingSchema.parse({
    id: slug(tool) || 'my-format',
    name: tool ?? 'My format',
    syntax: sample.syntax,
    ...(isDocument && { elements, ...(each !== undefined && { each }) }),
    recognise: recognition(sample, elements),
    ...(tool !== undefined && { tool }),
    ...(isDocument && reportPaths(sample, elements)),
    kind: guessedKind(guesses),
    ...(severity && { severity: { from: severity.path, ...guessedSeverities(severity.values) } }),
    ...(status && states.skip.length > 0 && { skip: [{ from: status.path, is: states.skip }] }),
    ...(status &&
      Object.keys(states.words).length > 0 && {
        verdict: { from: status.path, words: states.words, ...(reason && { reason: reason.path }) },
      }),
    fields: {
      title: title?.path ?? { constant: 'Untitled' },
      ...Object.fromEntries(Object.entries(others).map(([field, seen]) => [field, seen.path])),
    },
  })
}

const slug = (text = ''): string =>
  text
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)

/** The maker's name where the report says it. */
function toolIn(sample: SampleElements): string | undefined {
  const said = sayers(sample).map(({ values }) => values[0] as string)
  return said.find((name) => /^[\p{L}\d][\p{L}\d .&+-]{1,60}$/u.test(name))
}

function reportPaths({ marks, syntax, root }: SampleElements, elements: string): Pick<Mapping, 'report'> {
  const found = Object.entries(REPORT_NAMES).flatMap(([field, names]) => {
    const top = marks.filter(
      ({ path, values }) =>
        values.length === 1 &&
        path.split('/').length <= 2 &&
        !(syntax === 'json' && isInside(path, elements)),
    )
    const seen = top.find(({ path }) => names.includes(namesOf(path, syntax)[0] ?? ''))
    return seen ? [[field, syntax === 'xml' ? `/${root}/${seen.path}` : seen.path] as const] : []
  })
  return found.length > 0 ? { report: Object.fromEntries(found) } : {}
}

/** Names that many tools use tell nothing apart. */
const COMMON =
  /^(?:id|name|title|type|status|state|severity|description|message|version|date|time|timestamp|url|results?|findings?|issues?|alerts?|items?|data|value|count|total|created|updated)$/i
const SAYS_WHO = /^(?:product|tool|vendor|source|schema|generator|scanner|producer)(?:name)?$/i
const MOST_MARKS = 4

/** Marks that name the maker: `product: Skywarden`. */
const sayers = ({ marks, syntax }: SampleElements): SeenPath[] =>
  marks.filter(
    ({ path, values, more }) =>
      syntax !== 'csv' && SAYS_WHO.test(path.replace(/^[/@]+/, '')) && values.length === 1 && !more,
  )

/** How to know such a document again: by names that few others have, and by the maker's own. */
function recognition(sample: SampleElements, elements: string): Mapping['recognise'] {
  const { syntax, marks, root } = sample
  const own = marks.map((seen) => ({ ...seen, name: seen.path.replace(/^[/@]+/, '') }))
  const isTop = ({ name }: { name: string }) => syntax === 'csv' || !name.includes('/')
  const [who] = sayers(sample)
  const is = who ? { is: { [who.path]: who.values[0] as string } } : {}
  if (syntax === 'xml') return { root: root as string, ...is }
  if (syntax !== 'json') {
    const rare = own.filter((one) => !COMMON.test(one.name.split('/').at(-1) ?? '') && one.elements > 0)
    const always = rare.toSorted((a, b) => b.elements - a.elements)
    return known(
      always.slice(0, MOST_MARKS).map(({ path }) => path),
      is,
    )
  }
  const list = elements.replace(/(?:\/\*)+$/, '').split('/*')[0] ?? ''
  const top = own.filter((one) => isTop(one) && one.path !== list && one.path !== who?.path)
  const rare = top.filter((one) => !COMMON.test(one.name)).slice(0, MOST_MARKS - 1)
  const inner = own.filter(
    (one) => one.path.startsWith(`${elements}/`) && !COMMON.test(one.name.split('/').at(-1) ?? ''),
  )
  const has = list === '' ? inner.slice(0, MOST_MARKS) : [{ path: list }, ...rare]
  // A list's name alone is anybody's: then its members have to tell.
  const enough = list !== '' && (rare.length > 0 || who) ? has : [...has, ...inner.slice(0, 2)]
  return known([...new Set(enough.map(({ path }) => path))], is)
}

const known = (has: string[], is: Pick<NonNullable<Mapping['recognise']>, 'is'>): Mapping['recognise'] =>
  has.length > 0 || is.is ? { ...(has.length > 0 && { has }), ...is } : undefined
