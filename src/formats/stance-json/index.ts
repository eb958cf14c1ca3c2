import { TOOL_KINDS } from '../../model/kind.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { sampleOf } from '../sample.ts'
import { type Element, eachElement, wholeJson } from '../syntax/json.ts'
import { eachRecord } from '../syntax/ndjson.ts'
import { isObject } from '../values/fields.ts'
import { assetItem, componentItems, findingItems, headerOf } from './items.ts'

export const stanceJson = {
  id: 'stance-json',
  name: 'Stance JSON',
  link: 'docs/stance-format.md',
  extensions: ['.json', '.ndjson', '.jsonl'],
  kinds: [...TOOL_KINDS],
  howTo: 'your-own-script > report.stance.json',
  detect,
  read,
} satisfies Format

const VERSION = 1

function detect(sample: Sample): number {
  if (!isObject(sample.outline)) return 0
  return typeof sample.outline.stance === 'number' ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { syntax } = await sampleOf(input)
  if (syntax === 'ndjson') yield* readLines(input, context)
  else yield* readDocument(input, context)
}

const NAMES = ['findings', 'components', 'assets']
const LISTS = NAMES.map((name) => `/${name}/*`)

async function* readDocument(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { value, problems } = await wholeJson(input, context, LISTS)
  yield* problems
  yield* versionProblems(value)
  yield headerOf(value)
  if (!isObject(value) || !NAMES.some((name) => Array.isArray(value[name])))
    yield loss('', `this report has no list: one of ${NAMES.join(', ')} must be there, if only empty`)
  for await (const element of eachElement(input, context, LISTS)) {
    if (element.type === 'problem') yield element
    else if (element.pattern === '/findings/*') yield* findingItems(element)
    else if (element.pattern === '/components/*') yield* componentItems(element)
    else yield assetItem(element)
  }
}

/** One entry a line; `type` says what it is, the first line without one is the header. */
async function* readLines(input: Input, context: ReadContext): AsyncGenerator<Item> {
  for await (const element of eachRecord(input, context)) {
    if (element.type === 'problem') yield element
    else yield* lineItems(element)
  }
}

function* lineItems(element: Element): Generator<Item> {
  const type = isObject(element.value) ? element.value.type : undefined
  if (type === 'finding' || type === 'observation') yield* findingItems(element)
  else if (type === 'component') yield* componentItems(element)
  else if (type === 'asset') yield assetItem(element)
  else if (isObject(element.value) && 'stance' in element.value) {
    yield* versionProblems(element.value)
    yield headerOf(element.value)
  } else yield loss(element.where, 'this line is left out: its type is none of finding, component, asset')
}

function* versionProblems(value: unknown): Generator<Item> {
  const version = isObject(value) ? value.stance : undefined
  if (version !== VERSION)
    yield problem(
      '/stance',
      `this is not version ${VERSION} of the format: fields that it does not know are not read`,
    )
}
