import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { methodsIn } from '../languages/go-arguments.ts'
import { handlerOf } from '../languages/go-handler-of.ts'
import { argumentsOf, type RouterShape, textIn } from '../languages/go-names.ts'
import { type GoFile, goFile, standsFor } from '../languages/go-scopes.ts'
import { rowsAround } from '../languages/go-tables.ts'
import { braceTemplate } from '../languages/go-templates.ts'
import { patternOf } from './net-http.ts'

const ID = 'own-registrar'
const VERB =
  /(?:^|[a-z])(Get|Post|Put|Patch|Delete|Head)(?:Route|Endpoint|Handler|Func)?$|^(GET|POST|PUT|PATCH|DELETE|HEAD)$/
const METHOD = /^(?:http\.Method\w+|"[A-Za-z]{3,7}")$/
/** It knows no routers: functions are all that it names. */
const SHAPE: RouterShape = { types: /^$/, makers: /^$/, groups: new Set(), same: new Set() }

/**
 * Registrars of the project's own over Go's net/http: `reg.Register(http.MethodGet, "/status", h.status)`, `NewGetRoute("/info", s.info)`.
 * They are told by their looks; whether the function answers requests, the whole tells. Where they are hung in is not followed.
 */
export const ownRegistrar: Framework = {
  id: ID,
  name: 'net/http',
  language: 'go',
  packages: [],
  standard: true,
  mentions:
    /\(\s*(?:http\.Method\w+|"[A-Z]{3,6}"),\s*(?:["`]\/|\w+\.\w+,)|(?:Get|Post|Put|Patch|Delete|Head|GET|POST|PUT|PATCH|DELETE|HEAD)\w*\(\s*(?:["`]\/|[\w.]*(?:Path|Route|URL|URI|Endpoint|Prefix))/,
  rules: [
    {
      rule: { kind: 'call_expression' },
      facts: (call, file) => rowsAround(call, goFile(file)).flatMap((one) => routeOf(call, one)),
    },
  ],
}

function routeOf(call: SgNode, go: GoFile): RouteFact[] {
  const verb = VERB.exec(/\w+$/.exec(call.field('function')?.text() ?? '')?.[0] ?? '')
  const args = argumentsOf(call)
  const [first] = args
  // Most calls are none: the name or the first argument tells it before anything else is looked at.
  if (!first || args.length < 2 || !(verb || METHOD.test(standsFor(first, go).text()))) return []
  const at = args.findIndex((one) => isPath(standsFor(one, go), verb?.[2] !== undefined))
  if (at < 0 || at > 1 || args.length < at + 2) return []
  const methods = at === 1 ? methodsIn(first, go) : verb ? [(verb[1] ?? verb[2] ?? '').toUpperCase()] : []
  const answers = handlerOf(args[at + 1] as SgNode, go, SHAPE)
  const path = textIn(args[at], go)
  const [method, ...others] = methods
  if (path === undefined || !answers.handler || !method || others.length > 0) return []
  const said = { fact: 'route', framework: ID, line: lineOf(call), answered: true } as const
  return [{ ...said, method, path: braceTemplate(patternOf(path).path), ...answers }]
}

/** A path as it is written, or, in a call that is named as HTTP writes its methods, a constant alone or in front of more: `UsersPath+"/{id}"`. */
const isPath = (node: SgNode, orConstant: boolean): boolean =>
  /^["`]\//.test(node.text()) || (orConstant && CONSTANT.test(node.text()))

const CONSTANT = /^[\w.]*(?:Path|Route|URL|URI|Endpoint|Prefix)\w*(?:\s*\+\s*["`]\/|$)/
