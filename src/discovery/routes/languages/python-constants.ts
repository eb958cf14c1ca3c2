import type { ConstantFact } from '../contract.ts'
import { constantIn, fillConstants } from '../names.ts'

const ASSIGNED = /^([ \t]*)([A-Za-z_]\w*)[ \t]*(?::[^=\n]{1,80})?=[ \t]*([^\n]{1,200})$/
const CLASS = /^class[ \t]+(\w+)/
// What names of paths are called; other texts are none of ours unless they look like a path.
const PATH_NAME = /prefix|path|ur[li]|api|version|route|base|endpoint|lookup|param|slug|mount/i
const PATH_VALUE = /^[\w\-./{}<>:~@]*$/
const FROM_ENVIRONMENT =
  /^(?:\w+\.)*(?:getenv|environ\.get|config|env|Field)\(\s*(?:["'][\w.]+["']\s*,\s*)?(?:default\s*=\s*)?["']([^"'\n]*)["']/

/** Texts that stand for a part of a path: at the top of the file (`API`), in a class (`Settings.API`). */
export function pythonConstants(text: string): ConstantFact[] {
  const facts: ConstantFact[] = []
  let inClass: { name: string; indent?: string } | undefined
  for (const line of text.split('\n')) {
    if (line === '' || line.length > 400) continue
    const first = line.charCodeAt(0)
    const top = first !== 32 && first !== 9
    if (top) {
      const [, name] = CLASS.exec(line) ?? []
      if (name) inClass = { name }
      else if (!/^[)\]}#@"']/.test(line)) inClass = undefined
    }
    if (!line.includes('=') || (!top && !inClass)) continue
    const [, indent = '', name = '', value = ''] = ASSIGNED.exec(line) ?? []
    if (name === '') continue
    if (inClass && !top) {
      inClass.indent ??= indent
      if (indent !== inClass.indent) continue
    }
    const said = textOf(value.trim())
    if (said === undefined || said.length > 120 || !PATH_VALUE.test(fillConstants(said, () => ''))) continue
    if (!said.includes('/') && !PATH_NAME.test(name)) continue
    facts.push({ fact: 'constant', name: inClass && !top ? `${inClass.name}.${name}` : name, value: said })
  }
  return facts
}

const TERM =
  /^(?:([rRuUbB]?)(["'])([^"'\\]*)\2|[fF]([rR]?)(["'])([^"'\\]*)\5|([A-Za-z_][\w.]*))\s*(\+|#.*|,?$)?\s*/

/** A text, an f-string, or a sum of those and names. */
function textOf(expression: string): string | undefined {
  const given = FROM_ENVIRONMENT.exec(expression)
  if (given) return given[1]
  let said = ''
  let texts = 0
  for (let rest = expression; rest !== ''; ) {
    const term = TERM.exec(rest)
    if (!term) return undefined
    const [all, , quote, text, , formatted, inner, name, operator] = term
    if (name) said += constantIn(name)
    else if (formatted) said += (inner ?? '').replace(/\{([\w.]+)\}/g, (_, one: string) => constantIn(one))
    else said += text ?? ''
    if (quote || formatted) texts++
    rest = rest.slice(all.length)
    if (operator?.startsWith('#')) break
    if (operator !== '+' && rest !== '') return undefined
  }
  return texts > 0 ? said : undefined
}
