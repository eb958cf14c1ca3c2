import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { RouteFact } from '../contract.ts'
import { routerNameAt } from '../languages/python-functions.ts'
import { argumentsOf, assignedName, dottedName, enclosing, pathText } from '../languages/python-syntax.ts'
import { dependsOf } from './fastapi-dependencies.ts'
import { pending } from './fastapi-facts.ts'
import { fastapiPath } from './fastapi-paths.ts'
import { childrenOf } from './flask-routers.ts'

const framework = 'fastapi'

/** `app = FastAPI(…)`, `router = APIRouter(prefix='/x', dependencies=[Depends(…)])`, or a class of the application's own. */
export function fastapiRouter(call: SgNode): RouteFact[] {
  const name = assignedName(call)
  const kind = dottedName(call.field('function'))
  // Django REST framework and ninja have routers of their own.
  if (name === '' || /(?:Default|Simple|Nested\w*)Router$|^(?:Router|routers\.\w+)$/.test(kind)) return []
  const { named } = argumentsOf(call)
  const prefix = pathText(named.get('prefix'))
  const own = /(?:^|\.)(?:APIRouter|FastAPI)$/.test(kind) ? [] : [kind]
  return [
    pending(
      {
        fact: 'router',
        name,
        line: lineOf(call),
        framework,
        ...(prefix ? { prefix: fastapiPath(prefix) } : {}),
      },
      [...dependsOf(named.get('dependencies')), ...own],
    ),
    ...handedOut(call, name),
  ]
}

/** A function that makes and returns its router: others include what it returns. */
function handedOut(call: SgNode, name: string): RouteFact[] {
  const around = enclosing(call, 'function_definition')
  const made = around?.field('name')?.text()
  const returned = around?.find({ rule: { kind: 'return_statement', regex: `^return\\s+${name}$` } })
  return made && returned ? [{ fact: 'export', name: made, local: name }] : []
}

/** `app.include_router(users.router, prefix='/users')`, `app.mount('/admin', admin_app)`. */
export function includeRouter(call: SgNode): RouteFact[] {
  const function_ = call.field('function')
  const parent = routerNameAt(call, dottedName(function_?.field('object')))
  if (parent === '') return []
  const { positional, named } = argumentsOf(call)
  const mount = function_?.field('attribute')?.text() === 'mount'
  const child = mount ? (positional[1] ?? named.get('app')) : (positional[0] ?? named.get('router'))
  const prefix = pathText(mount ? (positional[0] ?? named.get('path')) : named.get('prefix')) ?? ''
  return childrenOf(child).map((one) =>
    pending(
      { fact: 'mount', parent, child: one, prefix: fastapiPath(prefix), line: lineOf(call), framework },
      dependsOf(named.get('dependencies')),
    ),
  )
}
