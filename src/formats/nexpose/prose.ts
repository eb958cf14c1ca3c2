import type { Node } from '../syntax/xml.ts'

/** Paragraphs and lists of the report's own markup, as text. */
export function prose(node: Node | undefined): string | undefined {
  if (!node) return undefined
  return linesOf(node).join('\n').trim() || undefined
}

const linesOf = (node: Node): string[] => {
  const link = node.attributes.LinkURL ?? node.attributes.href
  const own = [node.text.replace(/\s+/g, ' ').trim(), link].filter(Boolean).join(' ')
  const prefix = node.name === 'ListItem' ? '- ' : ''
  return [...(own ? [`${prefix}${own}`] : []), ...node.children.flatMap(linesOf)]
}
