import type { Parameter } from '../../contract.ts'
import type { SourceFile } from '../../source/source-file.ts'
import type { HandlerFact } from '../contract.ts'
import { phpAuthenticationIn } from './php-authentication.ts'

const HOLDS = /controller|action|handler|endpoint|resource/i
const READS: readonly [where: Parameter['in'], call: RegExp][] = [
  ['query', /(?:->query\(|->query->get\w*\(|getQueryParams\(\)\[)\s*['"]([\w.-]+)['"]/g],
  [
    'body',
    /(?:->(?:input|post|string|integer|boolean|file)\(|->request->get\w*\(|getParsedBody\(\)\[)\s*['"]([\w.-]+)['"]/g,
  ],
  ['header', /(?:->header\(|->headers->get\(|getHeaderLine\()\s*['"]([\w-]+)['"]/g],
]
const TYPES = /\bnew\s+\\?(?:\w+\\)*([A-Z]\w+)|\b([A-Z]\w+)::|[(,]\s*\??(?:\w+\\)*([A-Z]\w+)\s+\$/g
const COMMON = new Set([
  'Request',
  'Response',
  'JsonResponse',
  'ServerRequestInterface',
  'ResponseInterface',
  'Exception',
  'Log',
  'DB',
  'Auth',
  'Cache',
  'Route',
  'Carbon',
  'RedirectResponse',
  'Str',
  'Arr',
])
const MOST_USES = 20
const LONGEST = 12_000

/** Public functions of classes that answer requests: what they read and name, and the middleware that the constructor asks for. */
export function phpHandlersIn(file: SourceFile): HandlerFact[] {
  const { text } = file
  if (!HOLDS.test(file.path)) return []
  const owner = /^(?:final |abstract |readonly )*class\s+(\w+)/m.exec(text)?.[1]
  if (!owner) return []
  const guards = guardsOf(text)
  return [...text.matchAll(/^[ \t]*(?:final )?public (?:static )?function (\w+)\s*\(/gm)].flatMap(
    (found): HandlerFact[] => {
      const name = found[1] as string
      if (/^__(?!invoke$)/.test(name)) return []
      const next = text.indexOf('\n    }', found.index)
      const body = text.slice(found.index, Math.min(next < 0 ? text.length : next, found.index + LONGEST))
      const authentication = guards.find((one) => one.covers(name))?.says
      return [
        {
          fact: 'handler',
          framework: 'laravel',
          name: `${owner}.${name}`,
          line: file.lineAt(found.index + found[0].length - 1),
          ...(authentication ? { authentication } : {}),
          ...whatPhpReads(body),
        },
      ]
    },
  )
}

/** Parameters and types that a function's text names. */
export function whatPhpReads(body: string): { parameters?: Parameter[]; uses?: string[] } {
  const parameters = READS.flatMap(([where, call]) =>
    [...body.matchAll(call)].map(([, key = '']): Parameter => ({ name: key, in: where })),
  )
  const seen = [...new Map(parameters.map((one) => [`${one.in} ${one.name}`, one])).values()]
  const uses = [
    ...new Set([...body.matchAll(TYPES)].map(([, made, used, typed]) => made ?? used ?? typed ?? '')),
  ]
    .filter((one) => one && !COMMON.has(one))
    .slice(0, MOST_USES)
  return { ...(seen.length ? { parameters: seen } : {}), ...(uses.length ? { uses } : {}) }
}

/** `$this->middleware('auth')->only('store')` of a constructor. */
function guardsOf(text: string): { says: string; covers(name: string): boolean }[] {
  return [...text.matchAll(/\$this->middleware\(([^;]{1,600});/g)].flatMap(([, call = '']) => {
    const close = call.indexOf(')')
    const says = [...call.slice(0, close < 0 ? undefined : close).matchAll(/['"]([^'"]+)['"]|(\w+)::class/g)]
      .map(([, text, type]) => phpAuthenticationIn(text ?? type ?? ''))
      .find(Boolean)
    const [, word, list = ''] = /\b(only|except)\b([\s\S]*)$/.exec(call) ?? []
    const names = [...list.matchAll(/['"](\w+)['"]/g)].map(([, one]) => one)
    return says
      ? [
          {
            says,
            covers: (name: string) =>
              word === 'only' ? names.includes(name) : word === 'except' ? !names.includes(name) : true,
          },
        ]
      : []
  })
}
