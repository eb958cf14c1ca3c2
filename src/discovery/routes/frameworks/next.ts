import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { Framework, RouteFact } from '../contract.ts'
import {
  defaultExport,
  type ExportedHandler,
  exportedMethods,
  nameOfDefault,
} from '../languages/javascript-exported-handlers.ts'
import { literalText } from '../languages/javascript-nodes.ts'
import { authenticationIn, placedRoutes } from '../languages/javascript-placed-routes.ts'
import { NEXT_FILES, nextTemplates } from './next-paths.ts'

const FRAMEWORK = 'next'
// OPTIONS answers browsers that ask beforehand: no operation of its own.
const METHOD = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD)$/

function facts(program: SgNode, file: SourceFile): RouteFact[] {
  if (/(?:^|\/)(?:middleware|proxy)\.[cm]?[jt]s$/.test(file.path)) return inFront(file)
  const place = nextTemplates(file.path)
  if (!place) return []
  return place.router === 'app'
    ? placedRoutes(FRAMEWORK, place.templates, exportedMethods(program, file, METHOD))
    : placedRoutes(FRAMEWORK, place.templates, methodsOfPage(program, file), nameOfDefault(program))
}

/** A page answers every method, unless its code names those that it knows. */
function methodsOfPage(program: SgNode, file: SourceFile): ExportedHandler[] {
  const node = defaultExport(program)
  if (!node) return []
  const { text } = file
  const methods = new Set<string>()
  if (/\bmethod\b/.test(text))
    for (const [, one = ''] of text.matchAll(
      /(?:method\s*[!=]==?\s*|case\s+|\[\s*|,\s*|includes\(\s*)['"`](GET|POST|PUT|PATCH|DELETE|HEAD)['"`]/g,
    ))
      methods.add(one)
  for (const [, one = ''] of text.matchAll(
    /[{,\s](GET|POST|PUT|PATCH|DELETE)\s*(?::\s*[\w({]|,|\([\w\s:,]*\)\s*\{)/g,
  ))
    methods.add(one)
  if (/next-connect|\bnc\(|createRouter\(/.test(text))
    for (const [, one = ''] of text.matchAll(/\.(get|post|put|patch|delete)\s*\(/g))
      methods.add(one.toUpperCase())
  const all = methods.size > 0 ? [...methods] : ['ANY']
  const apart = answersByMethod(node)
  const around = [...apart.values()].reduce((left, one) => left.replace(one, ''), text)
  return all.map((method) => ({
    method,
    node,
    code: apart.has(method) ? `${apart.get(method)}\n${around}` : text,
  }))
}

/** `withMethods({ GET: list, POST: createAuthedRoute({ … }) })`: what is said of each method alone. */
function answersByMethod(node: SgNode): Map<string, string> {
  const pairs = node.findAll({
    rule: { kind: 'pair', has: { field: 'key', regex: '^(GET|POST|PUT|PATCH|DELETE|HEAD)$' } },
  })
  return new Map(pairs.map((one) => [one.field('key')?.text() ?? '', one.text()]))
}

/** A middleware guards what its matcher names, when it looks at who calls. */
function inFront(file: SourceFile): RouteFact[] {
  const authentication =
    authenticationIn(file.text) ??
    /\b(clerkMiddleware|authMiddleware|withAuth|auth)\b(?=\s*[(;,}]|\s+as\b)/.exec(file.text)?.[1]
  if (!authentication) return []
  const matchers = file.tree().findAll({
    rule: {
      any: [{ kind: 'string' }, { kind: 'template_string' }],
      inside: { kind: 'pair', stopBy: 'end', has: { field: 'key', regex: '^matcher$' } },
    },
  })
  const paths = matchers.flatMap((one) => literalText(one) ?? [])
  // A pattern that leaves things out is no path: what it covers shows only where it runs.
  return paths
    .filter((path) => /^\/[\w\-./:*]*$/.test(path))
    .map((path) => ({
      fact: 'guard' as const,
      framework: FRAMEWORK,
      line: 1,
      everywhere: true as const,
      path: path.replace(/\/?:\w+\*?$/, '/*').replace(/:(\w+)/g, '{$1}'),
      authentication,
    }))
}

/** https://nextjs.org/docs/app/api-reference/file-conventions/route */
export const next: Framework = {
  id: FRAMEWORK,
  name: 'Next.js',
  language: 'javascript',
  packages: ['next'],
  files: NEXT_FILES,
  mentions: /\bexport\b|\bmodule\.exports\b/,
  rules: [{ rule: { kind: 'program' }, facts }],
}
