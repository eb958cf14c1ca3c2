import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachNode, type Node } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { observationOf } from './observation.ts'

const TOOL = '/results/cppcheck/@'
/** Version 1 has no list around its errors. */
const ERRORS = ['/results/errors/error', '/results/error']

export const cppcheck = {
  id: 'cppcheck',
  name: 'Cppcheck',
  link: 'https://cppcheck.sourceforge.io/manual.html#xml-output',
  extensions: ['.xml'],
  kinds: ['code'],
  howTo: 'cppcheck --enable=all --xml . 2> cppcheck.xml',
  detect,
  read,
} satisfies Format

function detect({ root, head }: Sample): number {
  if (root?.name !== 'results') return 0
  if (/<cppcheck\s+version=/.test(head)) return 1
  return /<error\s[^>]*\bfile="[^>]*\bid="[^>]*\bseverity="/.test(head) ? 0.9 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'Cppcheck XML', roots: ['results'] })
  let begun = false
  for await (const slice of eachNode(input, context, [TOOL, ...ERRORS])) {
    if (!begun && slice.type === 'node') {
      yield headerOf(slice.path === TOOL ? slice.node : undefined)
      begun = true
    }
    if (slice.type === 'problem') yield slice
    else if (slice.path !== TOOL)
      yield slice.node.attributes.id
        ? observationOf(slice.node)
        : loss(slice.where, 'this error has no id and is left out')
  }
  if (!begun) yield headerOf(undefined)
}

function headerOf(tool: Node | undefined): Item {
  const version = tool?.attributes.version
  return { type: 'header', tool: 'Cppcheck', ...(version && { toolVersion: version }) }
}
