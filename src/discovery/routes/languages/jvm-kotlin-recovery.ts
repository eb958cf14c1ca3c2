import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { syntaxTree } from '../../syntax/syntax-tree.ts'
import { KOTLIN_TYPES } from './jvm-types.ts'
import { childOf } from './jvm-types-kotlin.ts'

/**
 * Types of a Kotlin file that its grammar lost: one expression that it can't read makes an annotated class look like an expression. They
 * are read again without the bodies of functions. Empty when nothing is missing.
 *
 * @param annotation begins a line in front of each type that should be there
 */
export function lostKotlinTypes(root: SgNode, file: SourceFile, annotation: RegExp): SgNode[] {
  const expected = file.text.split('\n').filter((row) => annotation.test(row)).length
  if (expected === 0) return []
  const found = root
    .findAll({ rule: KOTLIN_TYPES })
    .filter((one) => annotation.test(childOf(one, 'modifiers')?.text() ?? ''))
  if (found.length >= expected) return []
  const known = new Set(found.map(nameOf))
  return syntaxTree(withoutBodies(file.text), 'kotlin')
    .findAll({ rule: KOTLIN_TYPES })
    .filter((one) => !known.has(nameOf(one)) && annotation.test(childOf(one, 'modifiers')?.text() ?? ''))
}

const nameOf = (node: SgNode): string => childOf(node, 'type_identifier')?.text() ?? ''

const TOKEN = /"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[{}]/g
const TYPE = /\b(?:class|interface|object)\b[^{}]*$/

/** The text with what stands in braces blanked, apart from the bodies of types; every line and column stays. */
function withoutBodies(text: string): string {
  const blanks: [from: number, to: number][] = []
  let depth = 0
  let opened = -1
  let last = 0
  for (const found of text.matchAll(TOKEN)) {
    const [token] = found
    if (token !== '{' && token !== '}') continue
    const at = found.index
    if (opened >= 0) {
      depth += token === '{' ? 1 : -1
      if (depth === 0) {
        blanks.push([opened + 1, at])
        opened = -1
      }
    } else if (token === '{' && !TYPE.test(text.slice(Math.max(last, at - 2000), at))) {
      opened = at
      depth = 1
    }
    last = at + 1
  }
  let said = ''
  let from = 0
  for (const [start, end] of blanks) {
    said += text.slice(from, start) + text.slice(start, end).replace(/[^\n]/g, ' ')
    from = end
  }
  // A type that follows another is read as part of one expression with it, unless something ends the first.
  return (said + text.slice(from)).replace(/^\}[ \t]*$/gm, '};')
}
