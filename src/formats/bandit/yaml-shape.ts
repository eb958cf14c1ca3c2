import { parse } from 'yaml'
import type { Input, Problem, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { eachLine } from '../syntax/lines.ts'
import { UnreadableReport } from '../unreadable.ts'
import { isObject } from '../values/fields.ts'

/** Bandit's YAML, whose metrics come before its results and look like no other tool's. */
export const YAML = /^metrics:\r?\n +\S.*:\r?\n +CONFIDENCE\.HIGH: \d/m

export const YAML_RESULTS = 'results'
export const YAML_ERRORS = 'errors'

interface Part {
  /** The list that the item stands in. */
  list: string
  where: string
  lines: string[]
}

/**
 * The items of a report's two lists, cut out by the lines they begin on, as Bandit's writer always sets them (`- ` at the margin), so
 * that one is in memory at a time. Throws UnreadableReport where there are no results, not even an empty list of them.
 */
export async function* eachYamlItem(input: Input, context: ReadContext): AsyncGenerator<Element | Problem> {
  let list = ''
  let part: Part | undefined
  let hasResults = false
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') {
      yield line
      continue
    }
    const [, name] = /^([a-z_]+):/.exec(line.text) ?? []
    const begins = line.text.startsWith('- ')
    if (name === undefined && !begins) {
      part?.lines.push(line.text)
      continue
    }
    if (part) yield elementOf(part)
    list = name ?? list
    hasResults ||= list === YAML_RESULTS
    const isListed = begins && (list === YAML_RESULTS || list === YAML_ERRORS)
    part = isListed ? { list, where: line.where, lines: [line.text] } : undefined
  }
  if (part) yield elementOf(part)
  if (!hasResults)
    throw new UnreadableReport(
      'broken',
      'This does not read as Bandit YAML: it lacks results. Choose the right format, or run the tool again.',
    )
}

/** When the report was made, which stands before everything long. */
export async function yamlTime(input: Input, context: ReadContext): Promise<string | undefined> {
  for await (const line of eachLine(input, context)) {
    const [, time] = (line.type === 'line' && /^generated_at: '?([^'\s]+)/.exec(line.text)) || []
    if (time !== undefined) return time
  }
  return undefined
}

function elementOf({ list, where, lines }: Part): Element | Problem {
  const value = itemIn(lines.join('\n'))
  if (!isObject(value)) return loss(where, 'this item is not valid YAML and is left out')
  // Line ends in the code are written as two characters.
  const { code } = value
  const item = typeof code === 'string' ? { ...value, code: code.replaceAll('\\n', '\n') } : value
  // Not the lines: the writer folds long texts, and a secret that is cut in two would not be known again.
  return { type: 'element', pattern: list, where, holder: '', value: item, text: JSON.stringify(item) }
}

function itemIn(text: string): unknown {
  try {
    const items: unknown = parse(text, { maxAliasCount: 0, logLevel: 'silent' })
    return Array.isArray(items) ? items[0] : undefined
  } catch {
    return undefined
  }
}
