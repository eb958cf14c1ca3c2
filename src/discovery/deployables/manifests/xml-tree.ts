import { SaxesParser } from 'saxes'

export interface Element {
  name: string
  attributes: Record<string, string>
  text: string
  children: Element[]
}

const DEEPEST = 100

/** The tree of an XML manifest. Throws on what is not well-formed, defines entities or is too deep. */
export function xmlTree(text: string): Element {
  const root: Element = { name: '', attributes: {}, text: '', children: [] }
  const open = [root]
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY/i.test(doctype)) throw new Error('it defines entities')
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > DEEPEST) throw new Error('nested too deeply')
    const element = { name: name.replace(/^.*:/, ''), attributes, text: '', children: [] }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('text', (part) => {
    const element = open.at(-1)
    if (element && element.text.length < 1000) element.text += part
  })
  parser.on('closetag', () => void open.pop())
  parser.write(text.replace(/^\uFEFF/, '')).close()
  return root.children[0] ?? root
}

export const childrenOf = (element: Element | undefined, name: string): Element[] =>
  element?.children.filter((one) => one.name === name) ?? []

export const textIn = (element: Element | undefined, ...path: string[]): string | undefined => {
  let at = element
  for (const name of path) at = at?.children.find((one) => one.name === name)
  return at?.text.trim() || undefined
}

/** All elements of a name at any depth. */
export const everyOf = (element: Element, name: string): Element[] =>
  element.children.flatMap((one) => [...(one.name === name ? [one] : []), ...everyOf(one, name)])
