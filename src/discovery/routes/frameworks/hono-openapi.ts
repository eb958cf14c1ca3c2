import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, NoteFact, Route, RouteFact } from '../contract.ts'
import { firstGuard } from '../languages/javascript-guards.ts'
import { handlerOf } from '../languages/javascript-handlers.ts'
import { holderName, nameOf } from '../languages/javascript-names.ts'
import { argumentsOf, calleeOf, itemsOf, kindOf, named, propertyOf } from '../languages/javascript-nodes.ts'
import { textOf } from '../languages/javascript-texts.ts'

const framework = 'hono'

/** What `createRoute({ method, path, security })` says, under the name that it is kept by. */
type Created = NoteFact<{ method: string; path: string; authentication?: string }>
/** `app.openapi(route, handler)`: the route of that name, hung on the router of the fact. */
type Hung = NoteFact<{ route: Route; created: string }>

/** A route of @hono/zod-openapi by its description: https://hono.dev/examples/zod-openapi */
export function createdRoute(call: SgNode, file: SourceFile): RouteFact[] {
  const [said] = argumentsOf(call)
  const [method, path] = [propertyOf(said, 'method'), propertyOf(said, 'path')].map((one) =>
    textOf(one, file),
  )
  if (!method || path === undefined) return []
  const authentication = securityOf(said) ?? firstGuard(guardsOf(propertyOf(said, 'middleware')))
  const data = {
    method: method.toUpperCase(),
    path: path.replace(/:(\w+)\??/g, '{$1}'),
    ...(authentication ? { authentication } : {}),
  }
  return [
    {
      fact: 'note',
      kind: 'created',
      framework,
      line: lineOf(call),
      name: holderName(call),
      data,
    } satisfies Created,
  ]
}

const guardsOf = (node: SgNode | undefined): SgNode[] => (node ? itemsOf(node) : [])

/** `security: [{ Bearer: [] }]`; an empty one among them says that it goes without. */
function securityOf(said: SgNode | undefined): string | undefined {
  const list = propertyOf(said, 'security')
  if (list?.kind() !== 'array') return undefined
  const schemes = named(list).map((one) =>
    one.kind() === 'object' ? /\w+/.exec(one.text())?.[0] : undefined,
  )
  return schemes.length > 0 && schemes.every(Boolean) ? `security ${schemes.join(' or ')}` : undefined
}

/** `app.openapi(show, (c) => …)`, whose route may stand in another file. */
export function hungRoute(call: SgNode, router: string, file: SourceFile): RouteFact[] {
  const [first, handler] = argumentsOf(call)
  const inline = first?.kind() === 'call_expression' && calleeOf(first)?.text() === 'createRoute'
  const name = inline ? holderName(first) : first && nameOf(first, file)
  if (!name || !first || !/^(?:identifier|member_expression|call_expression)$/.test(kindOf(first))) return []
  const line = lineOf(calleeOf(call)?.field('property') ?? call)
  const route: Route = {
    fact: 'route',
    framework,
    line,
    router,
    method: '',
    path: '',
    ...handlerOf(handler, file),
  }
  return [
    { fact: 'router', framework, line, name: router },
    { fact: 'note', kind: 'hung', framework, line, name: '', data: { route, created: name } } satisfies Hung,
  ]
}

/** Joins what is hung with what was created, over files. */
export const weaveHono: NonNullable<Framework['weave']> = (files, _tree, find) => {
  const created = new Map<string, Created['data']>()
  for (const { path, facts } of files)
    for (const one of facts) if (isCreated(one)) created.set(`${path}\0${one.name}`, one.data)
  return files.flatMap(({ path, facts }) => {
    const routes = facts.filter(isHung).flatMap(({ data: { route, created: name } }): RouteFact[] => {
      const found = find(path, name) ?? { file: path, name }
      const said = created.get(`${found.file}\0${found.name}`)
      return said ? [{ ...route, ...said }] : []
    })
    return routes.length > 0 ? [{ path, facts: routes }] : []
  })
}

const isCreated = (one: RouteFact): one is Created =>
  one.fact === 'note' && one.framework === framework && one.kind === 'created'
const isHung = (one: RouteFact): one is Hung =>
  one.fact === 'note' && one.framework === framework && one.kind === 'hung'
