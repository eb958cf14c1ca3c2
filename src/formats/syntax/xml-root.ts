import type { Input, ReadContext } from '../contract.ts'
import { UnreadableReport } from '../unreadable.ts'
import { eachNode, type Node } from './xml.ts'

/**
 * The root's start tag (name and attributes), to be sure that this is the document it is taken for: one without the elements that
 * hold findings must not read as "no findings". Throws UnreadableReport when the root's local name is none of `roots`; `name` is the
 * report's name for that message.
 */
export async function xmlRoot(
  input: Input,
  context: ReadContext,
  { name, roots }: { name: string; roots: string[] },
): Promise<Node> {
  for await (const slice of eachNode(input, context, ['/*/@'])) {
    if (slice.type === 'problem') continue
    if (roots.includes(slice.node.name)) return slice.node
    break
  }
  throw new UnreadableReport(
    'broken',
    `This does not read as ${name}: its root is not ${roots.join(' or ')}. Choose the right format, or run the tool again.`,
  )
}
