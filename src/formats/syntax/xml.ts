import type { Input, Problem, ReadContext } from '../contract.ts'
import { chunksOf } from './chunks.ts'
import { type NodeSlice, XmlSlicer } from './xml-slicer.ts'

export { child, childrenOf, type Node, textOf, xmlText } from './xml-node.ts'
export type { NodeSlice } from './xml-slicer.ts'

/**
 * The elements at one of `paths` (`/report/site/alert` by local names from the root, `*` = any), in the order of the document;
 * what is inside a match is not looked at again. A path that ends in `/@` gives an element's start tag (name and attributes,
 * no text or children) and still looks inside it. Flaws and an early end become Problems. Throws UnreadableReport when this is
 * not XML, when it defines entities, or when it is too deep.
 *
 * `inner` are paths inside of matches to elements that stand for themselves: a match that the document's end cuts is given without what
 * of it is not whole, if one of these is.
 */
export async function* eachNode(
  input: Input,
  context: ReadContext,
  paths: string[],
  inner: string[] = [],
): AsyncGenerator<NodeSlice | Problem> {
  const slicer = new XmlSlicer(paths, context.limits, inner)
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of chunksOf(input)) yield* slicer.write(decoder.decode(chunk, { stream: true }))
  yield* slicer.write(decoder.decode())
  if (slicer.refusal) throw slicer.refusal
  yield* slicer.end()
}
