import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { codeOf, defaultExport, nameOfDefault } from '../languages/javascript-exported-handlers.ts'
import { turnsAway } from '../languages/javascript-guards.ts'
import { named } from '../languages/javascript-nodes.ts'
import { authenticationIn, placedRoutes } from '../languages/javascript-placed-routes.ts'

const FRAMEWORK = 'nitro'
const ROUTE = /(?:^|\/)server\/(api|routes)\/((?:[^/]+\/)*[^/]+)\.[cm]?[jt]s$/
const MIDDLEWARE = /^(|.*\/)server\/middleware\/[^/]+\.[cm]?[jt]s$/
const METHOD = /\.(get|post|put|patch|delete|head|options|connect|trace)$/

/** Server routes of Nuxt and Nitro. Source: https://nitro.build/guide/routing, https://nuxt.com/docs/guide/directory-structure/server */
export const nitro: Framework = {
  id: FRAMEWORK,
  name: 'Nitro',
  language: 'javascript',
  packages: ['nuxt', 'nitropack', 'nitro', 'h3'],
  files: new RegExp(`${ROUTE.source}|${MIDDLEWARE.source}`),
  mentions: /\bexport\s+default\b/,
  rules: [{ rule: { kind: 'program' }, facts }],
}

function facts(program: SgNode, file: SourceFile): RouteFact[] {
  const app = MIDDLEWARE.exec(file.path)?.[1]
  if (app !== undefined) return inFront(file, app.replace(/\/$/, ''))
  const [, kind, place = ''] = ROUTE.exec(file.path) ?? []
  const node = defaultExport(program)
  // A helper beside the routes hands out no handler.
  if (
    !node ||
    !/\b(?:define|event|cached)\w*Handler\b|\bfromNodeMiddleware\b|\bdefine\w+\(|=>|function/i.test(
      node.text(),
    )
  )
    return []
  const value = named(node).at(-1) ?? null
  const code = `${node.text()}\n${codeOf(program, value, file)}`
  const method = METHOD.exec(place)?.[1]?.toUpperCase() ?? 'ANY'
  const path = nitroTemplate(`${kind === 'api' ? 'api/' : ''}${place.replace(METHOD, '')}`)
  return placedRoutes(FRAMEWORK, [path], [{ method, node, code }], nameOfDefault(program))
}

/** What stands in front of all routes guards those whose beginnings it asks for. */
function inFront({ text }: SourceFile, folder: string): RouteFact[] {
  const authentication = authenticationIn(text)
  if (!authentication || !turnsAway(text)) return []
  const paths = [...text.matchAll(/(?<!!)\b(?:path|pathname|url)\.startsWith\(\s*['"`](\/[\w\-./]*)['"`]/g)]
  const said = {
    fact: 'guard' as const,
    framework: FRAMEWORK,
    line: 1,
    everywhere: true as const,
    folder,
    authentication,
  }
  return paths.length === 0 ? [said] : paths.map(([, path = '']) => ({ ...said, path }))
}

/** `users/[id]/[...rest]` as a template; `index` is its folder, `(group)` no part of the path. */
const nitroTemplate = (place: string): string => {
  const steps = place.split('/').filter((one) => !/^\(.*\)$/.test(one))
  if (steps.at(-1) === 'index') steps.pop()
  return `/${steps
    .map((one) =>
      one
        .replace(/\[\.\.\.(\w*)\]/g, (_, name: string) => `{*${name || 'path'}}`)
        .replace(/\[(\w+)\]/g, '{$1}'),
    )
    .join('/')}`
}
