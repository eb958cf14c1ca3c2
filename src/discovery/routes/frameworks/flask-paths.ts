import type { SgNode } from '@ast-grep/napi'
import { argumentsOf, dottedName, pathText } from '../languages/python-syntax.ts'

/** Flask's `/users/<int:id>` as `/users/{id}`. */
export const flaskPath = (path: string): string =>
  path.replace(/<(?:[^<>:]*:)?\s*([^<>:]+?)\s*>/g, (_, name: string) => `{${name}}`)

/** The path that a rule says, also one that a function of the project gets first: `route(scoped_rule('/users'))`. */
export function ruleText(node: SgNode | null | undefined): string | undefined {
  if (node?.kind() !== 'call') return pathText(node)
  if (!/(?:rule|path|route|url|prefix)\w*$/i.test(dottedName(node.field('function')))) return undefined
  const { positional } = argumentsOf(node)
  const path = positional.length === 1 ? pathText(positional[0]) : undefined
  return path?.startsWith('/') ? path : undefined
}
