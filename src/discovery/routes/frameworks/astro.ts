import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { exportedMethods } from '../languages/javascript-exported-handlers.ts'
import { placedRoutes } from '../languages/javascript-placed-routes.ts'

const FRAMEWORK = 'astro'
const FILE = /(?:^|\/)src\/pages\/((?:[^/]+\/)*[^/]+)\.[jt]s$/
const METHOD = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|ALL)$/

/** Endpoints of Astro. Source: https://docs.astro.build/en/guides/endpoints/ */
export const astro: Framework = {
  id: FRAMEWORK,
  name: 'Astro',
  language: 'javascript',
  packages: ['astro'],
  files: FILE,
  mentions: /\bexport\b/,
  rules: [{ rule: { kind: 'program' }, facts }],
}

function facts(program: SgNode, file: SourceFile): RouteFact[] {
  const place = FILE.exec(file.path)?.[1] ?? ''
  // A step that begins with `_` is no page.
  if (/(?:^|\/)_/.test(place)) return []
  const steps = place.split('/')
  if (steps.at(-1) === 'index') steps.pop()
  const path = `/${steps
    .map((one) => one.replace(/\[\.\.\.(\w+)\]/g, '{*$1}').replace(/\[(\w+)\]/g, '{$1}'))
    .join('/')}`
  const handlers = exportedMethods(program, file, METHOD)
  return placedRoutes(
    FRAMEWORK,
    [path],
    handlers.map((one) => (one.method === 'ALL' ? { ...one, method: 'ANY' } : one)),
  )
}
