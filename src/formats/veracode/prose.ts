import type { Node } from '../syntax/xml.ts'
import { lines } from '../values/paragraphs.ts'

/** The report keeps its prose in `text` attributes of paragraphs and bullet items. */
export const prose = (node: Node): string | undefined =>
  lines(
    node.name === 'bulletitem' && node.attributes.text ? `- ${node.attributes.text}` : node.attributes.text,
    ...node.children.map(prose),
  )
