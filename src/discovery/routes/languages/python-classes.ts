import type { SgNode } from '@ast-grep/napi'
import type { RouteFact } from '../contract.ts'
import { authenticationOf } from './python-authentication.ts'
import { basesOf, definitionOf, membersOf, usesOf } from './python-functions.ts'

/**
 * A class that answers, one function a method, as a router that whoever hangs it in gives its path. Functions of classes that it inherits
 * from count as its own.
 *
 * @param methodOf the method that a function of this name answers, undefined for other functions
 */
export function classThatAnswers(
  node: SgNode,
  framework: string,
  methodOf: (name: string) => string | undefined,
): RouteFact[] {
  const own = definitionOf(node)
  if (!own) return []
  const guard = authenticationOf(own.decorators)
  const said = { framework, line: own.line } as const
  return [
    {
      fact: 'router',
      ...said,
      name: own.name,
      abstract: true,
      ...(guard === undefined ? {} : { authentication: guard }),
    },
    ...basesOf(node).map((from): RouteFact => ({ fact: 'inherit', ...said, router: own.name, from })),
    ...membersOf(node).flatMap((one): RouteFact[] => {
      const method = methodOf(one.name)
      if (!method) return []
      const authentication = authenticationOf(one.decorators)
      const uses = usesOf(one)
      return [
        {
          fact: 'route',
          framework,
          line: one.line,
          router: own.name,
          method,
          path: '',
          handler: one.name,
          handlerLine: one.line,
          ...(authentication === undefined ? {} : { authentication }),
          ...(uses.length > 0 ? { uses } : {}),
        },
      ]
    }),
  ]
}

const VERBS = /^(?:get|post|put|patch|delete|head|options)$/

/** Functions called like the method that they answer: `get`, `post`. */
export const verbOf = (name: string): string | undefined =>
  VERBS.test(name) && name !== 'options' ? name.toUpperCase() : undefined
