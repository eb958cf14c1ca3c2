import { constantIn } from '../names.ts'

/**
 * A route template of ASP.NET as ours: `{id:int?}`, `{id=5}` → `{id}`, `{**rest}` → `{*rest}`; `[controller]` and `[area]` stay open for the
 * class that inherits it, `[action]` is given.
 */
export function csharpTemplate(template: string, action?: string, version?: string): string {
  let said = ''
  for (let at = 0; at < template.length; at++) {
    if (template[at] !== '{') {
      said += template[at]
      continue
    }
    const end = closing(template, at)
    const inside = template.slice(at + 1, end)
    const name = (/^\*{0,2}\s*([^:=?]*)/.exec(inside)?.[1] ?? '').trim()
    const versioned = /:\s*apiVersion\b/i.test(inside)
    said += versioned && version ? version : `{${inside.startsWith('*') ? '*' : ''}${name}}`
    at = end
  }
  return said
    .replace(/\[action\]/gi, action ?? '[action]')
    .replace(/\[(controller|area)\]/gi, (_, token: string) => constantIn(`[${token.toLowerCase()}]`))
}

function closing(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth++
    else if (text[at] === '}' && --depth === 0) return at
  }
  return text.length
}
