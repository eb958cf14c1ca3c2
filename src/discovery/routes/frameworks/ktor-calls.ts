import type { SgNode } from '@ast-grep/napi'
import type { Parameter } from '../../contract.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { RouteFact } from '../contract.ts'
import { worthTelling } from '../languages/jvm-names.ts'
import { named } from '../languages/jvm-text.ts'
import { constantIn, parameterName } from '../names.ts'
import { FRAMEWORK, partsOf, scopeOf, textOf } from './ktor-scopes.ts'

const VERBS: Record<string, string> = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  delete: 'DELETE',
  patch: 'PATCH',
  head: 'HEAD',
  options: 'OPTIONS',
  webSocket: 'GET',
  sse: 'GET',
}
// Calls of Ktor itself and of the language that mount nothing.
const OTHERS =
  /^(routing|route|authenticate|install|handle|method|accept|header|param|contentType|host|port|rateLimit|intercept|static\w*|resources?|files?|default|listOf|setOf|mapOf|println|print|require|check|error|by|inject|get|lazy|apply|with|run|let|also|openAPI|swaggerUI|singlePageApplication|vue|react|angular|trace|createChild|register|schema|embeddedServer|json|jackson|gson)$/

/** An endpoint, or a mount of a function that extends `Route`. */
export function callFacts(call: SgNode): RouteFact[] {
  // `get("/x") { … }` is told once, by its outer call; a call of something else's member is not ours.
  if (call.child(0)?.kind() !== 'simple_identifier') return []
  const parent = call.parent()
  const whole = parent?.kind() === 'call_expression' && parent.child(0)?.id() === call.id() ? parent : call
  const { name, values, types, block } = partsOf(whole)
  const said = { line: lineOf(call), framework: FRAMEWORK }
  if (name === 'routing') return [{ fact: 'router', ...said, name: 'routing' }]
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : name === 'handle' ? handledMethod(whole) : undefined
  if (verb === undefined && OTHERS.test(name)) return []
  const scope = scopeOf(whole)
  if (!scope) return []
  const security = scope.authentication === undefined ? {} : { authentication: scope.authentication }
  if (verb === undefined)
    return values.length <= 8 && !types.length && !block
      ? [
          {
            fact: 'mount',
            ...said,
            parent: scope.router,
            child: parameterName(name, 0),
            prefix: scope.prefix,
            ...security,
          },
        ]
      : []
  const answers =
    block ?? values.map((one) => named(one).at(-1)).find((one) => one?.kind() === 'lambda_literal')
  const reference = values.map((one) => named(one).at(-1)).find((one) => one?.kind() === 'callable_reference')
  if (!answers && !reference) return []
  const path = types[0] ? constantIn(`${types[0]}(resource)`) : name === 'handle' ? '' : pathOf(values)
  const parameters = requestParameters(answers?.text() ?? '')
  const uses = worthTelling(
    (answers?.findAll({ rule: { kind: 'type_identifier' } }) ?? []).map((one) => one.text()),
  )
  const handler = reference && /(\w+)$/.exec(reference.text())?.[1]
  return [
    {
      fact: 'route',
      ...said,
      router: scope.router,
      method: verb,
      path: `${scope.prefix}/${path}`,
      ...(handler ? { handler } : {}),
      ...security,
      ...(parameters.length > 0 ? { parameters } : {}),
      ...(uses.length > 0 ? { uses } : {}),
    },
  ]
}

/** The path among the arguments: by name, or the first that is no block. */
function pathOf(values: readonly SgNode[]): string {
  const given = values.find((one) => /^path\s*=/.test(one.text())) ?? values[0]
  return given && !/^(body|handler)\s*=|^\s*\{|^::|^\w+::/.test(given.text()) ? textOf(given) : ''
}

/** `route("/x", HttpMethod.Get) { handle { } }` and `method(HttpMethod.Get) { handle { } }`; every method without one. */
function handledMethod(call: SgNode): string {
  for (const around of call.ancestors()) {
    if (around.kind() !== 'call_expression') continue
    const { name, values } = partsOf(around)
    if (name !== 'route' && name !== 'method') continue
    const found = /HttpMethod\.(\w+)/.exec(values.map((one) => one.text()).join(' '))?.[1]
    if (found) return found.toUpperCase()
  }
  return 'ANY'
}

const READS: readonly [pattern: RegExp, place: Parameter['in']][] = [
  [/\bqueryParameters\s*(?:\.getAll\s*\(|\[)\s*"([^"\n]{1,60})"/g, 'query'],
  [/\bcall\.request\.headers?\s*[[(]\s*"([^"\n]{1,60})"/g, 'header'],
  [/\breceive(?:OrNull|Nullable)?<([\w.]{1,60})>/g, 'body'],
]

/** What a handler reads of its request. */
function requestParameters(text: string): Parameter[] {
  return READS.flatMap(([pattern, place]) =>
    [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].map(
      (name): Parameter => (place === 'body' ? { name: 'body', in: place, type: name } : { name, in: place }),
    ),
  )
}
