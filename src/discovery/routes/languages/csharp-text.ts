import type { SgNode } from '@ast-grep/napi'
import { constantIn } from '../names.ts'

// Sums and parentheses nest; more than this is generated.
const DEEPEST = 40

/** What an expression says as a text: literals, sums and interpolations of them, names of constants; undefined for the rest. */
export function csharpText(node: SgNode | null | undefined, depth = 0): string | undefined {
  if (!node || depth > DEEPEST) return undefined
  const kind = node.kind()
  if (kind === 'string_literal')
    return node
      .text()
      .slice(1, -1)
      .replace(/\\(.)/g, (_, one: string) => one)
  if (kind === 'verbatim_string_literal') return node.text().slice(2, -1).replaceAll('""', '"')
  if (kind === 'raw_string_literal')
    return node
      .text()
      .replace(/^"+|"+$/g, '')
      .trim()
  if (kind === 'interpolated_string_expression') return interpolated(node, depth)
  if (kind === 'identifier') return constantIn(node.text())
  if (kind === 'member_access_expression')
    return /^[\w.]+$/.test(node.text()) ? constantIn(node.text()) : undefined
  if (kind === 'parenthesized_expression') return csharpText(named(node)[0], depth + 1)
  if (kind === 'invocation_expression') return nameOfCall(node)
  if (kind === 'binary_expression' && node.field('operator')?.text() === '+') {
    const [left, right] = [node.field('left'), node.field('right')].map((one) => csharpText(one, depth + 1))
    return left === undefined || right === undefined ? undefined : left + right
  }
  return undefined
}

function interpolated(node: SgNode, depth: number): string | undefined {
  let said = ''
  for (const part of node.children()) {
    if (part.kind() === 'interpolation') {
      const value = csharpText(
        named(part).find((one) => one.kind() !== 'interpolation_brace'),
        depth + 1,
      )
      if (value === undefined) return undefined
      said += value
    } else if (/content|escape/.test(String(part.kind())))
      said += part.text().replaceAll('{{', '{').replaceAll('}}', '}')
  }
  return said
}

/** `nameof(Users)`. */
function nameOfCall(node: SgNode): string | undefined {
  const found = /^nameof\(([\w.]+)\)$/.exec(node.text())?.[1]
  return found?.slice(found.lastIndexOf('.') + 1)
}

/** Children that are part of the grammar, without comments. */
export const named = (node: SgNode): SgNode[] =>
  node.children().filter((one) => one.isNamed() && one.kind() !== 'comment')
