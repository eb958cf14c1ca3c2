import type { SgNode } from '@ast-grep/napi'
import type { RouteFact } from '../contract.ts'
import { asksWho, authenticationOf } from '../languages/python-authentication.ts'
import { attributesOf, basesOf, definitionOf, membersOf } from '../languages/python-functions.ts'
import { dottedName, itemsOf } from '../languages/python-syntax.ts'
import { toldBy } from './flask-views.ts'

const framework = 'flask'
const VERB = /^(?:get|post|put|patch|delete)$/
const LIBRARY = /(?:^|\.)(?:Resource|MethodView|View)$/

/** A class that answers, one function a method: MethodView and the Resource of flask-restful and its heirs. */
export function flaskClass(match: SgNode): RouteFact[] {
  const definition = definitionOf(match)
  if (!definition) return []
  const { name, line, node } = definition
  const verbs = membersOf(node).filter((one) => VERB.test(one.name))
  const bases = basesOf(node)
  if (verbs.length === 0 && !bases.some((one) => LIBRARY.test(one))) return []
  const attributes = attributesOf(node)
  const guard =
    itemsOf(attributes.get('decorators') ?? attributes.get('method_decorators'))
      .map(dottedName)
      .find(asksWho) ?? authenticationOf(definition.decorators)
  return [
    {
      fact: 'router',
      name,
      abstract: true,
      line,
      framework,
      ...(guard === undefined ? {} : { authentication: guard }),
    },
    ...bases
      .filter((one) => !LIBRARY.test(one))
      .map((from): RouteFact => ({ fact: 'inherit', router: name, from, line, framework })),
    ...verbs.map(
      (one): RouteFact => ({
        fact: 'route',
        router: name,
        method: one.name,
        path: '',
        line: one.line,
        framework,
        ...toldBy(one, one.name),
      }),
    ),
  ]
}
