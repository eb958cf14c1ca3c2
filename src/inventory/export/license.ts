import parseExpression from 'spdx-expression-parse'
import { listedId } from '../licenses/listed-id.ts'

/** What a licence's text is: an id of SPDX's list, an expression of such ids, or only a name. */
export interface License {
  kind: 'id' | 'expression' | 'name'
  text: string
}

const MOST_CHARS = 1_000

export function licenseOf(text: string): License {
  const id = listedId(text)
  if (id !== undefined) return { kind: 'id', text: id }
  return isExpression(text) ? { kind: 'expression', text } : { kind: 'name', text }
}

function isExpression(text: string): boolean {
  // References into other documents mean nothing outside them.
  if (text.length > MOST_CHARS || text.includes('DocumentRef-')) return false
  try {
    parseExpression(text)
    return true
  } catch {
    return false
  }
}
