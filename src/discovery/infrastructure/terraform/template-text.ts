import { parseHclExpression } from '../../syntax/hcl.ts'
import type { Hcl } from '../../syntax/hcl-tree.ts'

const MOST_PARTS = 2000

/** A text with `${…}` in it (templates, strings of the JSON form) as an expression. */
export function templateText(text: string): Hcl {
  if (!text.includes('${') && !text.includes('%{')) return { k: 'lit', v: text }
  const parts: Hcl[] = []
  let from = 0
  for (let at = text.indexOf('{'); at >= 0 && parts.length < MOST_PARTS; at = text.indexOf('{', at + 1)) {
    const sign = text[at - 1]
    if ((sign !== '$' && sign !== '%') || at - 1 < from || text[at - 2] === sign) continue
    const end = closing(text, at)
    if (end < 0) break
    if (at - 1 > from) parts.push({ k: 'lit', v: text.slice(from, at - 1) })
    parts.push(sign === '$' ? parseHclExpression(text.slice(at + 1, end)) : { k: 'mix', of: [] })
    from = end + 1
    at = end
  }
  if (from < text.length) parts.push({ k: 'lit', v: text.slice(from) })
  return { k: 'tpl', parts }
}

/** Where the bracket at `open` closes, texts in between passed over; -1 when it does not within 5000 characters. */
function closing(text: string, open: number): number {
  let depth = 0
  let quoted = false
  for (let at = open; at < Math.min(text.length, open + 5000); at += 1) {
    const one = text[at]
    if (quoted) {
      if (one === '\\') at += 1
      else if (one === '"') quoted = false
    } else if (one === '"') quoted = true
    else if (one === '{') depth += 1
    else if (one === '}' && --depth === 0) return at
  }
  return -1
}
