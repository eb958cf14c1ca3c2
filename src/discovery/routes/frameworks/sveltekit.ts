import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { Framework, RouteFact } from '../contract.ts'
import {
  type ExportedHandler,
  exportedMethods,
  valueExported,
} from '../languages/javascript-exported-handlers.ts'
import { keyOf, named } from '../languages/javascript-nodes.ts'
import { placedRoutes } from '../languages/javascript-placed-routes.ts'

const FRAMEWORK = 'sveltekit'
const FILE = /(?:^|\/)src\/routes\/((?:[^/]+\/)*)\+(server|page\.server)\.[jt]s$/
const METHOD = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|fallback)$/

/** SvelteKit: endpoints in `+server.ts`, form actions in `+page.server.ts`. Source: https://svelte.dev/docs/kit/routing */
export const sveltekit: Framework = {
  id: FRAMEWORK,
  name: 'SvelteKit',
  language: 'javascript',
  packages: ['@sveltejs/kit'],
  files: FILE,
  mentions: /\bexport\b/,
  rules: [{ rule: { kind: 'program' }, facts }],
}

function facts(program: SgNode, file: SourceFile): RouteFact[] {
  const [, folders = '', kind] = FILE.exec(file.path) ?? []
  const templates = svelteTemplates(folders)
  const handlers = kind === 'server' ? exportedMethods(program, file, METHOD) : actionsOf(program)
  return placedRoutes(
    FRAMEWORK,
    templates,
    handlers.map((one) => (one.method === 'fallback' ? { ...one, method: 'ANY' } : one)),
  )
}

/** `export const actions = { default: …, rename: … }`: a form posts to the page, whichever of them it names. */
function actionsOf(program: SgNode): ExportedHandler[] {
  const actions = valueExported(program, 'actions')
  const own = named(actions).filter((one) => /^(?:pair|method_definition|shorthand)/.test(String(one.kind())))
  const [first] = own
  return first
    ? [{ method: 'POST', node: first, code: own.map((one) => `${keyOf(one)} ${one.text()}`).join('\n') }]
    : []
}

/** `(app)/[[lang]]/users/[id=integer]/[...rest]` as templates: two for a part that may be left out. */
function svelteTemplates(folders: string): string[] {
  const steps = folders.split('/').filter((one) => one && !/^\(.*\)$/.test(one))
  const path = (all: readonly string[]): string =>
    `/${all
      .map((one) =>
        one
          .replace(/\[\.\.\.(\w+)(?:=\w+)?\]/g, '{*$1}')
          .replace(/\[{1,2}(\w+)(?:=\w+)?\]{1,2}/g, '{$1}')
          .replace(/\[x\+([\da-f]{2})\]/gi, (_, code: string) =>
            String.fromCharCode(Number.parseInt(code, 16)),
          ),
      )
      .join('/')}`
  const needed = steps.filter((one) => !one.startsWith('[['))
  return needed.length === steps.length ? [path(steps)] : [path(needed), path(steps)]
}
