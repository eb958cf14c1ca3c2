import { constantIn } from '../names.ts'

/**
 * A path of a JVM framework as a template: `{id:\d+}` and `{ id : [a-z]{2} }` → `{id}`, `${api.base:/api}` → what the settings say, or its
 * default.
 */
export function jvmTemplate(path: string): string {
  let said = ''
  for (let at = 0; at < path.length; at++) {
    const one = path[at] as string
    const setting = one === '$' && path[at + 1] === '{'
    if (one !== '{' && !setting) {
      said += one
      continue
    }
    const end = closing(path, setting ? at + 1 : at)
    const inside = path.slice(at + (setting ? 2 : 1), end)
    said += setting ? settingIn(inside) : `{${nameOf(inside)}}`
    at = end
  }
  return said
}

/** Where the brace that opens at `from` closes; the end of the text when it does not. */
function closing(path: string, from: number): number {
  let depth = 0
  for (let at = from; at < path.length; at++) {
    if (path[at] === '{') depth++
    else if (path[at] === '}' && --depth === 0) return at
  }
  return path.length
}

const nameOf = (inside: string): string => (inside.split(':')[0] ?? '').trim()

function settingIn(inside: string): string {
  const at = inside.indexOf(':')
  return at < 0 ? constantIn(`\${${inside.trim().toLowerCase()}}`) : inside.slice(at + 1).trim()
}
