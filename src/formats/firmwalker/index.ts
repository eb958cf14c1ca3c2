import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachLine } from '../syntax/lines.ts'
import { UnreadableReport } from '../unreadable.ts'
import { itemOf } from './line.ts'

export const firmwalker = {
  id: 'firmwalker',
  name: 'Firmwalker',
  link: 'https://github.com/craigz28/firmwalker',
  extensions: ['.txt'],
  kinds: ['secret', 'config'],
  howTo: 'firmwalker.sh firmware/ firmwalker.txt',
  detect,
  read,
} satisfies Format

const FIRST = /^\s*\*\*\*Firmware Directory\*\*\*/

function detect({ head }: Sample): number {
  return FIRST.test(head) ? 1 : 0
}

/** Sections (`***…***`) with lists of files and words below the pattern (`##### … ` or `----- … -----`) that was looked for. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let section: string | undefined
  let pattern = ''
  let folder = ''
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') {
      yield line
      continue
    }
    const text = line.text.trim()
    const title = /^\*\*\*(.+)\*\*\*$/.exec(text)?.[1]
    const sought = /^#{5,}\s*(.*)$/.exec(text)?.[1] ?? /^-{5,}\s+(.+?)\s+-{5,}$/.exec(text)?.[1]
    if (section === undefined && title === undefined && text !== '') break
    if (title !== undefined) {
      section = title
      pattern = ''
    } else if (sought !== undefined) pattern = sought
    else if (text !== '' && section === 'Firmware Directory') {
      folder = text
      yield { type: 'header', tool: 'Firmwalker', target: folder }
    } else if (text !== '') yield* itemOf({ section: section ?? '', pattern, folder, text })
  }
  if (section === undefined)
    throw new UnreadableReport(
      'broken',
      'This does not read as the output of Firmwalker: choose the right format.',
    )
  if (folder === '') yield { type: 'header', tool: 'Firmwalker' }
}
