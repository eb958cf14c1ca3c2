import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { phpAuthenticationIn } from '../languages/php-authentication.ts'
import {
  type PhpCall,
  phpCallsAfter,
  phpCallsAround,
  phpChain,
  phpHandler,
  phpText,
  phpTexts,
} from '../languages/php-calls.ts'
import { joinPaths } from '../names.ts'

const ID = 'slim'
const VERBS = new Set(['get', 'post', 'put', 'patch', 'delete', 'options', 'any', 'map'])
/** `addMiddleware` takes what `add` takes, of one type. */
const ADDS = /^add(?:middleware)?$/i
/** Folders in which what the web server starts stands beside the routes. */
const BESIDE = /(?:^|\/)(?:public|web|www|htdocs|html|app|src|config|bootstrap)\/.*$/
const ROOTS = /^\$(\w*app|\w*group|\w*router|proxy|routes?|api|v\d+|this|self)$|^\$this->(app|router)$/i

/** Slim. Source: https://www.slimframework.com/docs/v4/objects/routing.html */
export const slim: Framework = {
  id: ID,
  name: 'Slim',
  language: 'php',
  packages: ['slim/slim', 'Slim.'],
  mentions: /\$\w+->(?:get|post|put|patch|delete|map|group|any|add|addMiddleware|setBasePath)\(/i,
  rules: [{ rule: { kind: 'member_call_expression' }, facts: callFacts }],
}

const lineOf = (node: SgNode): number => (node.field('name') ?? node).range().start.line + 1

function callFacts(call: SgNode, file: SourceFile): RouteFact[] {
  // PHP does not tell upper from lower case in names of methods.
  const name = (call.field('name')?.text() ?? '').toLowerCase()
  if (!VERBS.has(name) && !ADDS.test(name) && name !== 'setbasepath') return []
  const root = call.field('object')?.text() ?? ''
  const groups = phpCallsAround(call)
  // Inside of a group its parameter may have any name.
  if (!ROOTS.test(root) && !(groups.length > 0 && /^\$\w+$/.test(root))) return []
  const own = phpChain(call)?.calls.at(-1) as PhpCall
  const said = { framework: ID, line: lineOf(call) }
  if (ADDS.test(name)) {
    const says = middlewareSays(own)
    // On the application itself it covers everything; on a route or a group the calls below see it.
    return says && /app$/i.test(root)
      ? [{ ...said, fact: 'guard', everywhere: true, ...wholeOf(file), authentication: says }]
      : []
  }
  if (name === 'setbasepath') {
    const path = phpText(own.args[0]?.value)
    return path ? [{ ...said, fact: 'base', folder: '', path: templateOf(path)[0] as string }] : []
  }
  const shift = name === 'map' ? 1 : 0
  const path = phpText(own.args[shift]?.value)
  if (path === undefined || !/^(\/|\[|\{|$)/.test(path) || own.args.length < shift + 2) return []
  const methods = shift ? phpTexts(own.args[0]?.value) : [name]
  const prefixes = groups.map((one) => phpText(phpChain(one)?.calls.at(-1)?.args[0]?.value) ?? '').reverse()
  const authentication = [call, ...groups]
    .flatMap((one) =>
      phpCallsAfter(one)
        .filter((next) => ADDS.test(next.name))
        .map(middlewareSays),
    )
    .find(Boolean)
  const handler = phpHandler(own.args[shift + 1]?.value)
  return methods.flatMap((method) =>
    templateOf(joinPaths(...prefixes, path)).map(
      (one): RouteFact => ({
        ...said,
        fact: 'route',
        method: method.toUpperCase(),
        path: one,
        ...(handler ? { handler } : {}),
        ...(authentication ? { authentication } : {}),
      }),
    ),
  )
}

/** `public/index.php` starts what stands in `src` and `app` beside it. */
const wholeOf = ({ path }: SourceFile): { folder?: string } =>
  BESIDE.test(path) ? { folder: path.replace(BESIDE, '') } : {}

const middlewareSays = (call: PhpCall): string | undefined => {
  const value = call.args[0]?.value
  const text = value?.text() ?? ''
  return value && !/function/.test(String(value.kind()))
    ? phpAuthenticationIn(text.replace(/^\$(?:\w+->get\(|this->)?/, '').replace(/\)$/, ''))
    : undefined
}

/** `/users/{id:[0-9]+}[/{year}[/{month}]]` as templates, one for each part that may be left out. Source: https://github.com/nikic/FastRoute */
export function templateOf(path: string): string[] {
  let plain = ''
  let [depth, skipping] = [0, false]
  for (const one of path) {
    if (one === '{') depth++
    if (one === '}') depth--
    if (depth === 0) skipping = false
    else if (depth === 1 && one === ':') skipping = true
    if (!skipping) plain += one
  }
  const bare = plain.replace(/\]+$/, '')
  const parts = bare.split('[').slice(0, 6)
  return parts
    .map((_, index) => joinPaths(parts.slice(0, index + 1).join('')))
    .filter((one, index, all) => all.indexOf(one) === index)
}
