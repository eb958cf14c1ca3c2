import type { SgNode } from '@ast-grep/napi'
import { constantIn } from '../names.ts'

// Sums and parentheses nest; more than this is generated.
const DEEPEST = 40

/** What an expression of Java or Kotlin says as a text: literals, sums of them, names of constants as `constantIn`; undefined for the rest. */
export function jvmText(node: SgNode | null | undefined, depth = 0): string | undefined {
  // A comma too many is a name without letters to the grammar.
  if (!node || depth > DEEPEST || node.text() === '') return undefined
  const kind = node.kind()
  if (kind === 'string_literal' || kind === 'line_string_literal' || kind === 'multi_line_string_literal')
    return literal(node, depth)
  if (kind === 'identifier' || kind === 'simple_identifier') return constantIn(node.text())
  if (kind === 'field_access' || kind === 'navigation_expression') {
    const name = node.text().replace(/\s+/g, '')
    return /^[\w.]+$/.test(name) ? constantIn(name.replace(/\.Companion\./g, '.')) : undefined
  }
  const inner = named(node)
  if (kind === 'parenthesized_expression') return jvmText(inner[0], depth + 1)
  if (
    (kind === 'binary_expression' || kind === 'additive_expression') &&
    node.children().some((one) => one.text() === '+')
  ) {
    const [left, right] = [jvmText(inner[0], depth + 1), jvmText(inner[1], depth + 1)]
    return left === undefined || right === undefined ? undefined : left + right
  }
  return undefined
}

/** Children that are part of the grammar, without comments. */
export const named = (node: SgNode): SgNode[] =>
  node.children().filter((one) => one.isNamed() && !/comment/.test(String(one.kind())))

function literal(node: SgNode, depth: number): string | undefined {
  const text = node.text()
  if (!/\$/.test(text)) return unescaped(withoutQuotes(text))
  let said = ''
  for (const part of node.children()) {
    const kind = part.kind()
    if (kind === 'interpolated_identifier') said += constantIn(part.text())
    else if (kind === 'interpolated_expression') {
      const value = jvmText(named(part)[0] ?? part, depth + 1)
      if (value === undefined) return undefined
      said += value
    } else if (/content|fragment|escape/.test(String(kind))) said += unescaped(part.text())
  }
  return said
}

const withoutQuotes = (text: string): string =>
  text.startsWith('"""') ? text.slice(3, -3).trim() : text.slice(1, -1)

const unescaped = (text: string): string => text.replace(/\\(.)/g, (_, one: string) => one)
