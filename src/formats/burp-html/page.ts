import { DomHandler, DomUtils, Parser } from 'htmlparser2'
import type { Limits } from '../contract.ts'
import { refuseEntities } from '../syntax/xml-slicer.ts'
import { UnreadableReport } from '../unreadable.ts'

/** Elements and texts of a page's part. */
export type Nodes = ReturnType<typeof nodesOf>
export type Node = Nodes[number]

/** A part of the page as its nodes; what is open at its end is closed. Throws UnreadableReport when it is nested too deep. */
export function nodesOf(html: string, limits: Limits) {
  const handler = new DomHandler()
  let depth = 0
  const parser = new Parser({
    onparserinit: (own) => handler.onparserinit(own),
    onopentag(name, attributes) {
      if (++depth > limits.maxDepth)
        throw new UnreadableReport('too_deep', 'This HTML is nested deeper than the limit allows.')
      handler.onopentag(name, attributes)
    },
    onclosetag() {
      depth--
      handler.onclosetag()
    },
    ontext: (text) => handler.ontext(text),
    onprocessinginstruction: (_, text) => refuseEntities(text),
    onend: () => handler.onend(),
  })
  parser.end(html)
  return handler.dom
}

/** Elements of this name among nodes and below them, in their order. */
export const allOf = (name: string, nodes: Nodes) => DomUtils.getElementsByTagName(name, nodes, true)

export const firstOf = (name: string, nodes: Nodes) => DomUtils.getElementsByTagName(name, nodes, true, 1)[0]

/** The text of a node, its blanks as they are. */
export const textOf = (node: Node | undefined): string => (node ? DomUtils.textContent(node) : '')

/** The text of a node on one line. */
export const lineOf = (node: Node | undefined): string => textOf(node).replace(/\s+/g, ' ').trim()

export const htmlOf = (node: Node): string => DomUtils.getOuterHTML(node)

export const hrefOf = (node: Node | undefined): string | undefined =>
  node && 'attribs' in node ? node.attribs.href || undefined : undefined
