import { stripVTControlCharacters } from 'node:util'
import type { Input, Item, ReadContext } from '../contract.ts'
import { eachLine } from '../syntax/lines.ts'
import { UnreadableReport } from '../unreadable.ts'
import { itemOfResult } from './result.ts'

const BLOCK = /^Name: .+\r?\nVersion: .+\r?\n(?:Advisory|CVE|GHSA): /m
const NONE = /^No vulnerabilities found$/m

/** How sure it is that a text is what the tool prints for people; "no vulnerabilities found" alone is what others print, too. */
export function isTextReport(head: string): number {
  const text = stripVTControlCharacters(head).replaceAll('\r', '')
  if (BLOCK.test(text) || /^Insecure Source URI found: /m.test(text)) return 1
  if (!NONE.test(text)) return 0
  return /ruby-advisory-db/.test(text) ? 0.9 : text.trim() === 'No vulnerabilities found' ? 0.55 : 0
}

const FIELD = /^(Name|Version|Advisory|CVE|GHSA|Criticality|URL|Title|Solution|Description): ?(.*)$/

interface Block {
  where: string
  lines: string[]
  values: { [field: string]: string }
}

/** The text report: a paragraph of labelled lines for each result. */
export async function* readText(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'bundler-audit' }
  let block: Block | undefined
  let isKnown = false
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') {
      yield line
      continue
    }
    const text = stripVTControlCharacters(line.text)
    isKnown ||= /^(?:No v|V)ulnerabilities found!?$/.test(text)
    const [, field, value = ''] = FIELD.exec(text) ?? []
    const [, source] = /^Insecure Source URI found: (.+)$/.exec(text) ?? []
    if (block && (text.trim() === '' || field === 'Name' || source)) {
      yield resultOf(block)
      block = undefined
    }
    if (source) {
      isKnown = true
      yield itemOfResult({ where: line.where, value: { type: 'insecure_source', source }, text })
    } else if (field === 'Name') block = { where: line.where, lines: [text], values: { Name: value } }
    else if (block) {
      block.lines.push(text)
      if (field) block.values[field] = value
    }
    isKnown ||= block?.values.Version !== undefined
  }
  if (block && isKnown) yield resultOf(block)
  if (!isKnown)
    throw new UnreadableReport(
      'broken',
      'This does not read as a bundler-audit report: choose the right format, or run the tool again.',
    )
}

const resultOf = ({ where, lines, values }: Block): Item =>
  itemOfResult({
    where,
    text: lines.join('\n'),
    value: {
      gem: { name: values.Name, version: values.Version },
      advisory: {
        id: values.Advisory,
        cve: values.CVE,
        ghsa: values.GHSA,
        title: values.Title,
        url: values.URL,
        criticality: values.Criticality,
        description: values.Description,
      },
      solution: values.Solution,
    },
  })
