import { child, childrenOf, type Node, textOf } from '../syntax/xml.ts'
import { cwesOf } from '../values/cwe.ts'
import { proseText } from '../values/html-text.ts'
import { paragraphs } from '../values/paragraphs.ts'

export interface Told {
  description?: string | undefined
  remediation?: string | undefined
  references: string[]
  cwes: number[]
}

/** What is said of a class of vulnerability, with the names of this one put in. An empty line begins a paragraph. */
export function descriptionOf(description: Node | undefined, definitions: Node | undefined): Told {
  const names = new Map(
    childrenOf(definitions, 'Def').map(({ attributes }) => [attributes.key ?? '', attributes.value ?? '']),
  )
  const prose = (text: string | undefined) => proseText(filledIn(text, names)?.replace(/\n\s*\n/g, '<br>'))
  const told = (node: Node | undefined, name: string) => prose(textOf(node, name))
  const references = childrenOf(child(description, 'References'), 'Reference')
  const titles = references.map((one) => textOf(one, 'Title')?.replaceAll('CWE ID ', 'CWE-'))
  return {
    description: paragraphs(told(description, 'Abstract'), told(description, 'Explanation')),
    remediation: paragraphs(
      told(description, 'Recommendations'),
      ...childrenOf(child(description, 'Tips'), 'Tip').map((tip) => prose(textOf(tip))),
    ),
    references: references.flatMap((one) => textOf(one, 'Source')?.match(/^https?:\/\/\S+$/)?.[0] ?? []),
    cwes: cwesOf(titles.filter((title) => title?.startsWith('CWE'))),
  }
}

/** A paragraph about this place has another one inside, for where nothing is known of the place. */
function filledIn(text: string | undefined, names: ReadonlyMap<string, string>): string | undefined {
  if (!text?.includes('<')) return text
  const paragraph = text.replace(/<Paragraph>([\s\S]*?)<\/Paragraph>/g, (_, inner: string) => {
    const [, own = '', other] =
      /^([\s\S]*?)(?:<AltParagraph>([\s\S]*?)<\/AltParagraph>\s*)?$/.exec(inner) ?? []
    const isKnown = [...own.matchAll(REPLACE)].every(([, key]) => names.has(key ?? ''))
    return isKnown || other === undefined ? own : other
  })
  return paragraph.replace(REPLACE, (_, key: string) => names.get(key) ?? key)
}

const REPLACE = /<Replace key="([^"]*)"[^>]*\/>/g
