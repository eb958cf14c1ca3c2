import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { RouteFact } from '../contract.ts'
import {
  argumentsOf,
  calleeOf,
  itemsOf,
  literalText,
  named,
  propertyOf,
  unwrap,
} from '../languages/javascript-nodes.ts'
import { textOf, textsOf, valueIn } from '../languages/javascript-texts.ts'
import { joinPaths } from '../names.ts'
import { guardOf } from './nest-controllers.ts'
import { type NestMiddleware, type NestPaths, nestNote } from './nest-notes.ts'

const DEEPEST = 10

/** Notes of the calls that say something of a whole application. */
export function callNotes(node: SgNode, file: SourceFile): RouteFact[] {
  const [first, second] = argumentsOf(node)
  const line = lineOf(node)
  const name = `@${line}`
  const callee = calleeOf(node)
  switch (callee?.field('property')?.text()) {
    case 'setGlobalPrefix': {
      const prefix = textOf(first, file)
      const setting = /['"`](?:[\w-]+\.)*(\w+)['"`]/.exec(first?.text() ?? '')?.[1]
      const exclude = propertyOf(second, 'exclude')
      const paths = (exclude ? itemsOf(exclude) : []).flatMap(
        (one) => textOf(propertyOf(one, 'path') ?? one, file) ?? [],
      )
      return [
        nestNote('app', name, line, {
          ...(prefix === undefined ? (setting ? { setting } : {}) : { prefix }),
          exclude: paths,
        }),
      ]
    }
    case 'enableVersioning': {
      const type = propertyOf(first, 'type')?.text() ?? 'VersioningType.URI'
      if (!/URI/.test(type)) return []
      const prefix = propertyOf(first, 'prefix')
      return [
        nestNote('app', name, line, {
          versions: prefix?.text() === 'false' ? '' : (textOf(prefix, file) ?? 'v'),
          defaultVersions: textsOf(propertyOf(first, 'defaultVersion'), file),
        }),
      ]
    }
    case 'useGlobalGuards': {
      const guard = guardOf(argumentsOf(node))
      return guard ? [nestNote('guard', name, line, { guard })] : []
    }
    case 'forRoutes':
      return middlewareNotes(node, file)
    case 'register': {
      if (callee?.field('object')?.text() !== 'RouterModule') return []
      return [nestNote('paths', name, line, { modules: pathsOf(first, '', file, 0) })]
    }
    default:
      return []
  }
}

/** `consumer.apply(Authenticate).exclude(…).forRoutes(…)` */
function middlewareNotes(node: SgNode, file: SourceFile): RouteFact[] {
  let exclude: NestMiddleware['exclude'] = []
  for (
    let at = calleeOf(node)?.field('object');
    at?.kind() === 'call_expression';
    at = calleeOf(at)?.field('object')
  ) {
    const property = calleeOf(at)?.field('property')?.text()
    if (property === 'exclude') exclude = argumentsOf(at).flatMap((one) => routeOf(one, file))
    if (property !== 'apply') continue
    const guard = guardOf(argumentsOf(at))
    if (!guard) return []
    const given = argumentsOf(node)
    const controllers = given.flatMap((one) => (one.kind() === 'identifier' ? one.text() : []))
    const routes = given.flatMap((one) => (one.kind() === 'identifier' ? [] : routeOf(one, file)))
    return [nestNote('middleware', `@${lineOf(node)}`, lineOf(node), { guard, routes, controllers, exclude })]
  }
  return []
}

function routeOf(node: SgNode, file: SourceFile): NestMiddleware['routes'] {
  const path = textOf(propertyOf(node, 'path') ?? node, file)
  const method = propertyOf(node, 'method')?.text().replace(/^.*\./, '') ?? 'ALL'
  return path === undefined ? [] : [{ path: joinPaths(path.replace(/:(\w+)/g, '{$1}')), method }]
}

/** Paths of a tree of modules: `[{ path: 'admin', module: Admin, children: [Users] }]`. */
function pathsOf(
  node: SgNode | undefined,
  above: string,
  file: SourceFile,
  depth: number,
): NestPaths['modules'] {
  if (!node || depth > DEEPEST) return []
  const list = node.kind() === 'identifier' ? valueIn(node.text(), file) : node
  if (!list) return []
  return itemsOf(unwrap(list)).flatMap((one) => {
    if (one.kind() === 'identifier') return [{ module: one.text(), path: above }]
    if (one.kind() !== 'object') return []
    const path = joinPaths(above, textOf(propertyOf(one, 'path'), file) ?? '')
    const module = propertyOf(one, 'module')?.text()
    return [
      ...(module ? [{ module, path }] : []),
      ...pathsOf(propertyOf(one, 'children'), path, file, depth + 1),
    ]
  })
}

// In front of everything stand guards against too many requests, writes and the like as well: the name must say more than `Guard`.
const ASKS_WHO =
  /auth|jwt|roles?(?![a-z])|permission|access|log_?in|session|user|admin|token|identity|api_?key|keycloak|clerk|acl|abac|rbac|scope|claim|sso|oidc|firebase|cognito|member|account|principal|secur/i

/** The guard that `{ provide: APP_GUARD, useClass: … }` puts in front of everything. */
export function providerNotes(node: SgNode): RouteFact[] {
  const object = node.parent()
  if (object?.kind() !== 'object') return []
  const used = propertyOf(object, 'useClass', 'useExisting')
  const guard = used ? guardOf([used]) : undefined
  return guard && ASKS_WHO.test(guard) ? [nestNote('guard', `@${lineOf(node)}`, lineOf(node), { guard })] : []
}

/** A prefix that a configuration gives, by its key. */
export function settingNotes(node: SgNode, file: SourceFile): RouteFact[] {
  const value = node.field('value')
  const text = value && (textOf(value, file) ?? literalText(named(value).at(-1)))
  const name = node.field('key')?.text()
  return text && name ? [nestNote('setting', name, lineOf(node), { value: text })] : []
}
