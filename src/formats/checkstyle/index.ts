import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachNode } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { itemOf } from './item.ts'

const FILE = '/checkstyle/file/@'
const ERROR = '/checkstyle/file/error'
const EXCEPTION = '/checkstyle/file/exception'

/** The dialect that linters of every language write for the sake of those that read it. */
export const checkstyle = {
  id: 'checkstyle',
  name: 'Checkstyle XML',
  link: 'https://checkstyle.org/cmdline.html',
  extensions: ['.xml'],
  kinds: ['code', 'config'],
  howTo: 'phpcs --report=checkstyle src > checkstyle.xml',
  detect,
  read,
} satisfies Format

function detect({ root }: Sample): number {
  return root?.name === 'checkstyle' ? 0.9 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { attributes } = await xmlRoot(input, context, { name: 'Checkstyle XML', roots: ['checkstyle'] })
  const { version } = attributes
  yield { type: 'header', tool: 'Checkstyle XML', ...(version?.trim() && { toolVersion: version }) }
  let file: string | undefined
  for await (const slice of eachNode(input, context, [FILE, ERROR, EXCEPTION])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === FILE) file = slice.node.attributes.name
    else if (slice.path === EXCEPTION)
      yield loss(slice.where, 'the linter failed in this file: it may hold more')
    else yield itemOf(slice, file)
  }
}
