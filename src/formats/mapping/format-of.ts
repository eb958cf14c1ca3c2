import { TOOL_KINDS } from '../../model/kind.ts'
import type { Format, Input, Item, ReadContext, ReportHeader } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { withoutGaps } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import { BadMapping } from './bad-mapping.ts'
import { Claims } from './claims.ts'
import { requireColumns } from './columns.ts'
import { elementsOf, type Found } from './elements.ts'
import { type Frame, NO_FRAME, readFrame } from './frame.ts'
import { observationIn } from './observation.ts'
import { type Plan, planOf } from './plan.ts'
import { scoreOf } from './recognise.ts'
import type { Mapping, Syntax } from './schema.ts'
import type { Tally } from './tally.ts'

const EXTENSIONS: Record<Syntax, string[]> = {
  json: ['.json'],
  ndjson: ['.ndjson', '.jsonl', '.json'],
  csv: ['.csv', '.tsv'],
  xml: ['.xml'],
}

export interface FormatOptions {
  /** The stored mapping's version. */
  version?: number
  /** Is told what is read, for previews. */
  tally?: Tally
}

/** A mapping as a format like any other. Throws BadMapping. */
export function formatOf(mapping: Mapping, { version, tally }: FormatOptions = {}): Format {
  const { plan, flaws } = planOf(mapping)
  if (flaws.length > 0) throw new BadMapping(flaws)
  return {
    id: mapping.id,
    name: mapping.name,
    ...(version !== undefined && { version }),
    link: 'docs/mapping.md',
    extensions: EXTENSIONS[mapping.syntax],
    kinds: kindsOf(mapping),
    howTo: mapping.howTo ?? `Export it from ${mapping.tool ?? mapping.name}`,
    detect: (sample) => scoreOf(mapping, sample),
    read: (input, context) => read(plan, input, context, tally),
  }
}

const kindsOf = ({ kind }: Mapping) =>
  typeof kind === 'string'
    ? [kind]
    : TOOL_KINDS.filter((known) => known === kind.else || Object.values(kind.words).includes(known))

/** Words of a severity that the table lacks are told once each. */
const MOST_WORDS = 50

async function* read(plan: Plan, input: Input, context: ReadContext, tally?: Tally): AsyncGenerator<Item> {
  if (plan.syntax === 'csv') yield* await requireColumns(plan, input)
  const frame = plan.documentPaths.length > 0 ? await readFrame(plan, input, context) : NO_FRAME
  yield* frame.problems
  const strangeWords = new Set<string>()
  const claims = new Claims()
  let begun = false
  const seen = { elements: 0, withList: 0 }
  for await (const found of elementsOf(plan, frame, input, context, seen)) {
    if (found.type === 'problem') {
      yield found
      continue
    }
    if (!begun) yield headerOf(plan, found)
    begun = true
    tally?.element(plan, found)
    if (plan.isSkipped(found.lookup)) {
      tally?.skip()
      continue
    }
    const rating = plan.ratingOf(found.lookup)
    yield observationIn(plan, found, rating)
    if (rating && !rating.known && strangeWords.size < MOST_WORDS && !strangeWords.has(rating.word)) {
      strangeWords.add(rating.word)
      yield problem(
        found.where,
        'the severity here is a word or number that the mapping does not have: taken as unknown; add it',
      )
    }
    yield* claims.newIn(plan, found)
  }
  if (seen.elements === 0) yield* await missing(plan, frame, input, context)
  else if (seen.withList === 0)
    yield loss('', 'no element has the list that the mapping reads inside of it: correct `each`')
  if (!begun)
    yield headerOf(plan, {
      ...NOWHERE,
      lookup: ({ from, names }) => (from === 'document' ? frame.lookup(names) : []),
    })
}

const NOWHERE = { type: 'found', where: '', text: '' } as const

/** CSV and NDJSON say what they say of the report in every record: the first one tells. */
function headerOf({ tool, report }: Plan, { lookup }: Found): ReportHeader {
  const { producedAt, ...said } = Object.fromEntries(
    Object.entries(report).map(([name, value]) => [name, value.of(lookup)[0]]),
  )
  return withoutGaps({ type: 'header' as const, tool, ...said, producedAt: isoTime(producedAt) })
}

async function* missing(plan: Plan, frame: Frame, input: Input, context: ReadContext) {
  const { holdsElements } = frame === NO_FRAME ? await readFrame(plan, input, context) : frame
  if (!holdsElements)
    yield loss(
      '',
      `this report has no ${plan.elements.join(' or ')}, where the mapping reads its results: it is another report, or the mapping has to follow a change`,
    )
}
