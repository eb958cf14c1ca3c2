import type { Input, Item, ReadContext } from '../contract.ts'
import { cell, eachRowOf } from '../syntax/csv-report.ts'
import { eachNode, textOf, xmlText } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { shaped } from '../values/lenient.ts'
import { messageSchema, observationOf } from './observation.ts'

export const COLUMNS = ['File', 'Line', 'Column', 'Type', 'Message', 'Source', 'Severity', 'Fixable']

const FILE = '/phpcs/file/@'
const MESSAGES = ['/phpcs/file/error', '/phpcs/file/warning']

/** `--report=xml`: an element named after the type of each message. */
export async function* readXml(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { attributes } = await xmlRoot(input, context, { name: 'PHP_CodeSniffer XML', roots: ['phpcs'] })
  const { version } = attributes
  yield { type: 'header', tool: 'PHP_CodeSniffer', ...(version?.trim() && { toolVersion: version.trim() }) }
  let file: string | undefined
  for await (const slice of eachNode(input, context, [FILE, ...MESSAGES])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === FILE) file = slice.node.attributes.name
    else {
      const { node, where } = slice
      yield messageItem(
        { ...node.attributes, type: node.name.toUpperCase(), message: textOf(node) },
        { where, file, raw: xmlText(node) },
      )
    }
  }
}

/** `--report=csv` */
export async function* readCsv(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let begun = false
  for await (const entry of eachRowOf(input, context, { name: 'PHP_CodeSniffer CSV', columns: COLUMNS })) {
    if (!begun) yield { type: 'header', tool: 'PHP_CodeSniffer' }
    begun = true
    if (entry.type === 'problem') yield entry
    else {
      const { row, where, text: raw } = entry
      const said = {
        line: cell(row, 'Line'),
        column: cell(row, 'Column'),
        type: cell(row, 'Type')?.toUpperCase(),
        message: cell(row, 'Message'),
        source: cell(row, 'Source'),
        severity: cell(row, 'Severity'),
        fixable: cell(row, 'Fixable'),
      }
      yield messageItem(said, { where, file: cell(row, 'File'), raw })
    }
  }
  if (!begun) yield { type: 'header', tool: 'PHP_CodeSniffer' }
}

/** These two count what can be fixed: 0 or 1. */
function messageItem(
  said: Record<string, string | undefined>,
  { where, file, raw }: { where: string; file: string | undefined; raw: string },
): Item {
  const message = shaped(messageSchema, { where, value: { ...said, fixable: said.fixable === '1' } })
  return message.type === 'problem' ? message : observationOf(message.value, file, raw)
}
