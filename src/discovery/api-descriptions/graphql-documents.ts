import { type DocumentNode, parse } from 'graphql'
import type { SourceFile } from '../source/source-file.ts'

// A schema with more tokens than this was made by a machine to break readers.
const MOST_TOKENS = 2_000_000

export interface SdlDocument {
  document: DocumentNode
  /** Line of the file where it begins. */
  line: number
}

const TEMPLATE =
  /(?:\b(?:gql|graphql)|\/\*\s*GraphQL\s*\*\/|\bbuildSchema\(|\btypeDefs\s*(?::[^=`]{1,40})?[:=]\s*\[?)\s*`/g
const SDL = /(?:^|\s)(?:type|input|interface|schema|enum|scalar|union|extend)\s+[\w{]/

/** GraphQL documents of a file: the whole of it, or what stands in `gql` templates of code. Throws on a whole file that is broken. */
export function sdlDocuments(file: SourceFile): SdlDocument[] {
  if (/\.(?:graphqls?|gql)$/i.test(file.path))
    return SDL.test(file.text) ? [{ document: parse(file.text, { maxTokens: MOST_TOKENS }), line: 1 }] : []
  return [...file.text.matchAll(TEMPLATE)].flatMap((found) => {
    const start = found.index + found[0].length
    const { text, filled } = template(file.text, start)
    if (!SDL.test(text)) return []
    try {
      return [{ document: parse(text, { maxTokens: MOST_TOKENS }), line: file.lineAt(start) }]
    } catch (error) {
      // What code puts into a template can't be known: such a text need not be a document by itself.
      if (filled) return []
      throw error
    }
  })
}

/** A template's text up to its end, what code fills in left blank. */
function template(source: string, start: number): { text: string; filled: boolean } {
  let text = ''
  let filled = false
  for (let at = start; at < source.length; at++) {
    if (source[at] === '`') break
    if (source[at] === '\\') {
      text += source[++at] ?? ''
    } else if (source.startsWith('${', at)) {
      filled = true
      for (let depth = 0; at < source.length; at++) {
        if (source[at] === '{') depth++
        else if (source[at] === '}' && --depth === 0) break
        if (source[at] === '\n') text += '\n'
      }
    } else text += source[at]
  }
  return { text, filled }
}
