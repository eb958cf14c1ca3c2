import type { SgNode } from '@ast-grep/napi'
import { asksNobody, asksWho } from '../languages/python-authentication.ts'
import type { Definition } from '../languages/python-functions.ts'
import { argumentsOf, dottedName } from '../languages/python-syntax.ts'

/** `@permission_classes([IsAuthenticated])`. */
export function permittedBy(decorators: readonly SgNode[]): string | false | undefined {
  for (const one of decorators) {
    const name = dottedName(one)
    const { positional, named } = argumentsOf(one)
    const list = /(?:^|\.)permission_classes$/.test(name) ? positional[0] : named.get('permission_classes')
    if (list) return permissionOf(namesIn(list), 'POST')
  }
  return undefined
}

/** What the names of permission classes say for a method; undefined = nothing is said. */
export function permissionOf(names: readonly string[], method: string): string | false | undefined {
  const safe = method === 'GET' || method === 'HEAD'
  const asks = names.find((one) => !asksNobody(one) && !/ReadOnly$/.test(one) && one !== '')
  if (asks) return asks
  const writes = names.find((one) => /OrReadOnly$/.test(one))
  return writes && !safe ? writes : false
}

/** Last parts of the names that an expression of permission classes is made of. */
export const namesIn = (node: SgNode): string[] =>
  [
    ...node
      .text()
      .slice(0, 2000)
      .matchAll(/[A-Za-z_][\w.]*/g),
  ]
    .map(([one]) => one.replace(/^.*\./, ''))
    .filter((one) => !/^(?:or|and|not|tuple|list)$/.test(one))

/** What a class says by `permission_classes` and `get_permissions`. */
export function permissionsOf(
  attribute: SgNode | undefined,
  members: readonly Definition[],
): { permissions?: string[]; open?: string[] } {
  const own = attribute ? { permissions: namesIn(attribute) } : {}
  const method = members.find((one) => one.name === 'get_permissions' || one.name === 'permission_classes')
  if (!method) return own
  const text = method.node.text().slice(0, 4000)
  const open = [...text.matchAll(OPEN)].flatMap(([, actions = '']) =>
    [...actions.matchAll(/\w+/g)].map(([one]) => one),
  )
  const asks = [...text.matchAll(/\b[A-Z]\w*[a-z]\w*/g)]
    .map(([one]) => one)
    .filter((one) => asksWho(one) || (asksNobody(one) && !/\bsuper\(\)|self\.action/.test(text)))
  return { ...(asks.length > 0 ? { permissions: asks } : own), ...(open.length > 0 ? { open } : {}) }
}

// `if self.action in ("create", "list"): return [AllowAny()]`
const OPEN =
  /self\.action\s*(?:==|in)\s*[[({]?((?:\s*["']\w{1,60}["'],?){1,20})\s*[\])}]?\s*:[^:]{0,120}?AllowAny/g
