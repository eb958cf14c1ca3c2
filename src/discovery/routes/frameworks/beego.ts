import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { handlerOf } from '../languages/go-handler-of.ts'
import { argumentsOf, methodCall, objectName, type RouterShape, textIn } from '../languages/go-names.ts'
import { type GoFile, goFile } from '../languages/go-scopes.ts'
import { rowsAround } from '../languages/go-tables.ts'
import { colonTemplate } from '../languages/go-templates.ts'

const ID = 'beego'
/** Controllers and namespaces are told by the calls that name them. */
const SHAPE: RouterShape = { types: /^$/, makers: /^$/, groups: new Set(), same: new Set() }
const PACKAGE = /^(?:beego|web|server|adapter)$/
const VERB = /^(?:NS)?(Get|Post|Put|Patch|Delete|Head|Options|Any)$/
/** What a controller answers where no mapping says it: methods of these names. */
const OF_CONTROLLER = ['Get', 'Post', 'Put', 'Patch', 'Delete']

/**
 * Beego: `web.Router("/users/:id", &UserController{}, "get:Show;post:Save")`, `web.Get("/ping", f)`, and namespaces. Routes that a tool writes from
 * comments (`@router`) stand in its file. Source: https://beego.gocn.vip/beego/zh/developing/web/router/
 */
export const beego: Framework = {
  id: ID,
  name: 'Beego',
  language: 'go',
  packages: ['github.com/beego/beego', 'github.com/beego/beego/', 'github.com/astaxie/beego'],
  mentions: /\b(?:beego|web)\.(?:Router|NewNamespace|NS\w+|Get|Post|Put|Patch|Delete|Any|Handler)\(/,
  rules: [
    {
      rule: { kind: 'call_expression' },
      facts: (call, file) => rowsAround(call, goFile(file)).flatMap((one) => routesOf(call, one)),
    },
  ],
}

function routesOf(call: SgNode, go: GoFile): RouteFact[] {
  const method = methodCall(call)
  if (!method || !PACKAGE.test(method.receiver.text())) return []
  const path = textIn(method.args[0], go)
  if (path === undefined || !method.args[1]) return []
  const verb = VERB.exec(method.method)?.[1]
  const said = { fact: 'route', framework: ID, line: lineOf(call), path: templateOf(call, path, go) } as const
  if (verb) return [{ ...said, method: verb.toUpperCase(), ...handlerOf(method.args[1], go, SHAPE) }]
  if (!/^(?:NS)?Router$/.test(method.method)) return []
  const controller = objectName(method.args[1], go, SHAPE) ?? method.args[1].text()
  return mapped(method.args.slice(2), go).map(([verbs, name]) => ({
    ...said,
    method: verbs,
    handler: `${controller}.${name}`,
  }))
}

/** `get,post:Show;delete:Remove` as methods and the controller's functions; without a mapping each method goes to the function of its name. */
function mapped(mappings: readonly SgNode[], go: GoFile): [method: string, name: string][] {
  const texts = mappings.flatMap((one) => textIn(one, go) ?? [])
  if (texts.length === 0) return OF_CONTROLLER.map((name) => [name.toUpperCase(), name])
  return texts
    .flatMap((text) => text.split(';'))
    .flatMap((one) => {
      const [verbs = '', name = ''] = one.split(':')
      return verbs
        .split(',')
        .map((verb): [string, string] => [
          verb.trim() === '*' ? 'ANY' : verb.trim().toUpperCase(),
          name.trim(),
        ])
    })
    .filter(([verb, name]) => verb !== '' && name !== '')
}

/** Below the namespaces whose calls stand around it: `web.NewNamespace("/v1", web.NSRouter(…))`. */
function templateOf(call: SgNode, path: string, go: GoFile): string {
  const around = call.ancestors().flatMap((one) => {
    const outer = one.kind() === 'call_expression' ? methodCall(one) : undefined
    const names =
      outer && PACKAGE.test(outer.receiver.text()) && /^(NewNamespace|NSNamespace)$/.test(outer.method)
    return names ? [textIn(argumentsOf(one)[0], go) ?? ''] : []
  })
  return colonTemplate([...around.reverse(), path].join(''))
}
