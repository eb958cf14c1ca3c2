import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { RouteFact } from '../contract.ts'
import { type PhpCall, phpChain, phpText } from '../languages/php-calls.ts'
import { joinPaths } from '../names.ts'
import { type Around, aroundOf, attributes, firstSays } from './laravel-groups.ts'

const ID = 'laravel'
/** The router of a file of routes; others that include the file mount it. */
export const FILE = '@file'

/** `routes/api.php` stands below `/api` where nothing says otherwise. */
export const conventional = (file: SourceFile): boolean => /(^|\/)routes\/api\.php$/i.test(file.path)

/** What the middleware group of a kind of routes asks, where the same file fills it: `$middleware->group('api', ['auth:api'])`. */
function groupSays(file: SourceFile, group: string): { authentication?: string } {
  for (const [, name, list = ''] of file.text.matchAll(
    /(?:->|append|prepend|To)[gG]roup\(\s*'(\w+)'\s*,\s*\[([^\]]{0,2000})\]/g,
  )) {
    const items = [...list.replace(/\/\/[^\n]*/g, '').matchAll(/'([^']+)'|(\w+)::class/g)].map(
      ([, text, type]) => text ?? type ?? '',
    )
    const says = name === group ? firstSays(items) : undefined
    if (says) return { authentication: says }
  }
  return {}
}

/** The path below the application's folder that an expression means: `base_path('routes/x.php')`, `__DIR__.'/x.php'`. */
function includedPath(node: SgNode | undefined): string | undefined {
  const text = node?.text() ?? ''
  const path = /['"]\/?([\w./-]+\.php)['"]/.exec(text)?.[1]
  return path?.replace(/^(?:\.\.?\/)+/, '')
}

function mountOf(path: string, around: Around, line: number, file?: SourceFile): RouteFact[] {
  const local = `@${path.replace(/\W/g, '_')}`
  const said = { framework: ID, line }
  return [
    { fact: 'import', local, module: `file:${path}`, name: FILE },
    { ...said, fact: 'router', name: FILE, ...(file && conventional(file) ? { prefix: 'api' } : {}) },
    {
      ...said,
      fact: 'mount',
      parent: FILE,
      child: local,
      prefix: around.prefix,
      replaces: true,
      ...(around.authentication !== undefined ? { authentication: around.authentication } : {}),
    },
  ]
}

/** `Route::prefix('api')->group(base_path('routes/api.php'))` */
export function groupFile(own: PhpCall, file: SourceFile): RouteFact[] {
  const last = own.args.at(-1)?.value
  if (!last || /^(anonymous|arrow)_function/.test(String(last.kind()))) return []
  const path = includedPath(last)
  if (!path) return []
  const around = aroundOf(own.node)
  const first = own.args[0]?.value
  const prefixes = [around.prefix]
  if (first?.kind() === 'array_creation_expression') {
    const more: string[] = []
    attributes(first, more, around)
    prefixes.push(...more)
  }
  return mountOf(path, { ...around, prefix: joinPaths(...prefixes) }, lineOf(own.node), file)
}

/** `require __DIR__.'/auth.php'` inside of a file of routes. */
export function requireFacts(node: SgNode, file: SourceFile): RouteFact[] {
  const path = includedPath(node)
  if (!path || /autoload|bootstrap|vendor/.test(path) || !/rout|api|web|auth|admin/i.test(path + file.path))
    return []
  return mountOf(path, aroundOf(node), lineOf(node), file)
}

/** `->withRouting(api: …, apiPrefix: 'api/v2')`. Source: https://laravel.com/docs/routing#route-files */
export function bootstrap(call: SgNode, file: SourceFile): RouteFact[] {
  const args = phpChain(call)?.calls.at(-1)?.args ?? []
  const prefix = phpText(args.find((one) => one.name === 'apiPrefix')?.value) ?? 'api'
  return args
    .filter((one) => one.name === 'api' || one.name === 'web')
    .flatMap((one) => {
      const path = includedPath(one.value)
      return path
        ? mountOf(
            path,
            { prefix: one.name === 'api' ? prefix : '', line: 0, ...groupSays(file, one.name ?? '') },
            lineOf(call),
          )
        : []
    })
}
