import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { type ExportedHandler, exportedMethods } from '../languages/javascript-exported-handlers.ts'
import { placedRoutes } from '../languages/javascript-placed-routes.ts'

const FRAMEWORK = 'remix'
const FILE = /(?:^|\/)app\/routes\/([^/]+(?:\/route|\/index)?|[^/]+)\.[jt]sx?$/
const EXPORTS = /^(?:loader|action)$/
const CHANGES = ['POST', 'PUT', 'PATCH', 'DELETE']

/** Remix and React Router, as files: a loader answers GET, an action what changes. Source: https://reactrouter.com/how-to/file-route-conventions */
export const remix: Framework = {
  id: FRAMEWORK,
  name: 'Remix',
  language: 'javascript',
  packages: [
    '@remix-run/node',
    '@remix-run/server-runtime',
    '@remix-run/cloudflare',
    '@react-router/node',
    '@react-router/dev',
  ],
  files: FILE,
  mentions: /\b(?:loader|action)\b/,
  rules: [{ rule: { kind: 'program' }, facts }],
}

function facts(program: SgNode, file: SourceFile): RouteFact[] {
  const place = FILE.exec(file.path)?.[1]?.replace(/\/(?:route|index)$/, '') ?? ''
  const handlers = exportedMethods(program, file, EXPORTS).flatMap((one): ExportedHandler[] =>
    one.method === 'loader'
      ? [{ ...one, method: 'GET' }]
      : methodsOf(one.code).map((method) => ({ ...one, method })),
  )
  return placedRoutes(FRAMEWORK, remixTemplates(place), handlers)
}

/** Methods that an action asks for itself; a form posts. */
function methodsOf(code: string): string[] {
  const asked = /\bmethod\b/.test(code)
    ? CHANGES.filter((one) => new RegExp(`['"\`]${one}['"\`]`).test(code))
    : []
  return asked.length > 0 ? asked : ['POST']
}

/**
 * `_auth.users_.$id[.]json` as templates: dots are slashes, a step that begins with `_` is no part of the path, `_` at its end neither,
 * `$id` is a parameter, `$` all that is left, what stands in `[ ]` is meant as it is, and `(lang)` may be left out.
 */
export function remixTemplates(place: string): string[] {
  const kept: string[] = []
  const plain = place.replace(/\[([^\]]*)\]/g, (_, text: string) => `\u0001${kept.push(text) - 1}\u0002`)
  const steps = plain.split(/[./]/).filter((one) => one && !one.startsWith('_'))
  const path = (all: readonly string[]): string =>
    `/${all
      .map((one) =>
        one
          .replace(/^\(|\)$/g, '')
          .replace(/_$/, '')
          .replace(/^\$$/, '{*path}')
          .replace(/^\$(\w+)/, '{$1}')
          // biome-ignore lint/suspicious/noControlCharactersInRegex: they stand for what was meant as it is
          .replace(/\u0001(\d+)\u0002/g, (_, at: string) => kept[Number(at)] ?? ''),
      )
      .join('/')}`
  const needed = steps.filter((one) => !/^\(.*\)$/.test(one))
  return needed.length === steps.length ? [path(steps)] : [path(needed), path(steps)]
}
