import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, Route, RouteFact } from '../contract.ts'
import { logsIn } from '../languages/javascript-guards.ts'
import { parametersIn, usesIn } from '../languages/javascript-handlers.ts'
import { kindOf, literalText, named, unwrap } from '../languages/javascript-nodes.ts'
import { authenticationIn } from './next-authentication.ts'
import { NEXT_FILES, nextTemplates } from './next-paths.ts'

const FRAMEWORK = 'next'
// OPTIONS answers browsers that ask beforehand: no operation of its own.
const METHOD = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD)$/

/** A method that a file hands out, with the code that answers, as far as it stands in the file. */
interface Handler {
  method: string
  node: SgNode
  code: string
}

function facts(program: SgNode, file: SourceFile): RouteFact[] {
  if (/(?:^|\/)(?:middleware|proxy)\.[cm]?[jt]s$/.test(file.path)) return inFront(file)
  const place = nextTemplates(file.path)
  if (!place) return []
  const handlers = place.router === 'app' ? exportedMethods(program, file) : methodsOfPage(program, file)
  return handlers.flatMap(({ method, node, code }) => {
    const [parameters, uses] = [parametersIn(code), usesIn(code)]
    return place.templates.map((path): Route => {
      const authentication = logsIn(path) ? undefined : authenticationIn(code)
      return {
        fact: 'route',
        framework: FRAMEWORK,
        line: lineOf(node),
        method,
        path,
        handler: place.router === 'app' ? method : nameOfDefault(program),
        handlerLine: lineOf(node),
        ...(authentication ? { authentication } : {}),
        ...(parameters.length > 0 ? { parameters } : {}),
        ...(uses.length > 0 ? { uses } : {}),
      }
    })
  })
}

/** `export function GET`, `export const GET =`, `export const { GET, POST } =`, `export { handler as GET }`. */
function exportedMethods(program: SgNode, file: SourceFile): Handler[] {
  const found: Handler[] = []
  const add = (method: string, node: SgNode, code: string): void => {
    if (METHOD.test(method) && !found.some((one) => one.method === method)) found.push({ method, node, code })
  }
  for (const statement of named(program)) {
    if (statement.kind() !== 'export_statement') continue
    const declaration = statement.field('declaration')
    if (declaration && /function/.test(kindOf(declaration)))
      add(declaration.field('name')?.text() ?? '', statement, declaration.text())
    else if (declaration)
      for (const one of named(declaration)) {
        const [name, value] = [one.field('name'), one.field('value')]
        if (name?.kind() === 'object_pattern')
          for (const each of named(name))
            add((each.field('value') ?? each).text(), statement, value?.text() ?? '')
        else if (name) add(name.text(), statement, codeOf(program, value, file))
      }
    for (const one of named(statement.children().find((each) => each.kind() === 'export_clause') ?? null)) {
      const name = one.field('name')
      add((one.field('alias') ?? name)?.text() ?? '', statement, codeOf(program, name, file))
    }
  }
  return found
}

/** The code behind an expression: its own, with that of the functions of the file that it names. */
function codeOf(program: SgNode, value: SgNode | null, { text }: SourceFile): string {
  if (!value) return ''
  const own = unwrap(value).text()
  const name = /^[\w$]+$/.test(own) ? own : /\(\s*([\w$]+)\s*[,)]/.exec(own)?.[1]
  if (!name || !text.includes(name)) return own
  for (const statement of named(program)) {
    const declared = statement.kind() === 'export_statement' ? statement.field('declaration') : statement
    if (!declared) continue
    if (declared.field('name')?.text() === name) return `${own}\n${declared.text()}`
    const variable = named(declared).find(
      (one) => one.kind() === 'variable_declarator' && one.field('name')?.text() === name,
    )
    if (variable) return `${own}\n${variable.text()}`
  }
  return own
}

const defaultExport = (program: SgNode): SgNode | undefined =>
  named(program).find(
    (one) =>
      (one.kind() === 'export_statement' && /^export\s+(?:default\b|\{[^}]*\bdefault\b)/.test(one.text())) ||
      (one.kind() === 'expression_statement' && /^module\.exports\s*=/.test(one.text())),
  )

const nameOfDefault = (program: SgNode): string =>
  /^export\s+default\s+(?:async\s+)?(?:function\s+)?([\w$]+)\s*(?:[(;<\n]|$)/.exec(
    defaultExport(program)?.text() ?? '',
  )?.[1] ?? 'default'

/** A page answers every method, unless its code names those that it knows. */
function methodsOfPage(program: SgNode, file: SourceFile): Handler[] {
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
