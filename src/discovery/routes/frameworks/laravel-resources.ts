import type { Route } from '../contract.ts'
import { type PhpCall, phpElements, phpText, phpTexts } from '../languages/php-calls.ts'

/** Actions of a resource: methods and what follows its path. Source: https://laravel.com/docs/controllers#resource-controllers */
const ACTIONS: readonly [action: string, methods: string[], after: string, form: boolean][] = [
  ['index', ['GET'], '', false],
  ['create', ['GET'], '/create', true],
  ['store', ['POST'], '', false],
  ['show', ['GET'], '/{}', false],
  ['edit', ['GET'], '/{}/edit', true],
  ['update', ['PUT', 'PATCH'], '/{}', false],
  ['destroy', ['DELETE'], '/{}', false],
]
/** A singleton has no id and no list. */
const SINGLE = new Set(['show', 'edit', 'update'])

/** Routes of `Route::apiResource('photos.comments', …)`, with what the calls after it leave out or rename. */
export function resourceRoutes(own: PhpCall, after: PhpCall[]): Pick<Route, 'method' | 'path' | 'handler'>[] {
  const api = own.name.startsWith('api')
  const single = /singleton/i.test(own.name)
  const [first, second, third] = own.args
  if (/s$/.test(own.name))
    return phpElements(first?.value).flatMap(({ key, value }) =>
      key ? routesOf(key, phpText(value), { api, single }, []) : [],
    )
  const name = phpText(first?.value)
  const options = phpElements(third?.value).flatMap(({ key, value }): PhpCall[] =>
    key ? [{ name: key, args: [{ value }], node: value }] : [],
  )
  return name === undefined
    ? []
    : routesOf(name, phpText(second?.value), { api, single }, [...options, ...after])
}

function routesOf(
  name: string,
  controller: string | undefined,
  { api, single }: { api: boolean; single: boolean },
  calls: PhpCall[],
): Pick<Route, 'method' | 'path' | 'handler'>[] {
  const listed = (word: string): string[] | undefined => {
    const call = calls.find((one) => one.name === word)
    return call?.args.flatMap((one) => phpTexts(one.value))
  }
  const [only, except] = [listed('only'), listed('except')]
  const creatable = calls.some((one) => one.name === 'creatable')
  const destroyable = creatable || calls.some((one) => one.name === 'destroyable')
  const shallow = calls.some((one) => one.name === 'shallow')
  const renamed = new Map(
    calls
      .filter((one) => one.name === 'parameters')
      .flatMap((one) => phpElements(one.args[0]?.value))
      .flatMap(({ key, value }) => (key ? [[key, phpText(value) ?? key] as const] : [])),
  )
  const parameter = calls.find((one) => one.name === 'parameter')
  if (parameter) renamed.set(phpText(parameter.args[0]?.value) ?? '', phpText(parameter.args[1]?.value) ?? '')
  const steps = name.replace(/^\/|\/$/g, '').split('.')
  const last = steps.pop() as string
  const idOf = (step: string): string => {
    const word = step.split('/').pop() as string
    return `{${renamed.get(step) ?? renamed.get(word) ?? singular(word).replace(/-/g, '_')}}`
  }
  const above = steps.map((step) => `/${step}/${idOf(step)}`).join('')
  const type = controller?.split('\\').pop()
  return ACTIONS.filter(([action, , , form]) => {
    if (only) return only.includes(action)
    if (except?.includes(action)) return false
    if (single)
      return (
        (SINGLE.has(action) && !(api && form)) ||
        (destroyable && action === 'destroy') ||
        (creatable && (action === 'store' || (action === 'create' && !api)))
      )
    return !(api && form)
  }).flatMap(([action, methods, rest]) =>
    methods.map((method) => ({
      method,
      path: `${shallow && rest.includes('{}') ? '' : above}/${last}${single ? rest.replace('/{}', '') : rest.replace('{}', idOf(last))}`,
      ...(type ? { handler: `${type}.${action}` } : {}),
    })),
  )
}

const IRREGULAR = new Map([
  ['people', 'person'],
  ['children', 'child'],
  ['men', 'man'],
  ['women', 'woman'],
  ['media', 'medium'],
  ['data', 'datum'],
  ['news', 'news'],
  ['series', 'series'],
  ['movies', 'movie'],
  ['criteria', 'criterion'],
  ['indices', 'index'],
  ['statuses', 'status'],
  ['aliases', 'alias'],
  ['caches', 'cache'],
  ['houses', 'house'],
  ['quizzes', 'quiz'],
])

/** English singular of a resource's name, which Laravel names its parameter by. */
export function singular(word: string): string {
  const at = Math.max(word.lastIndexOf('-'), word.lastIndexOf('_')) + 1
  const [front, last] = [word.slice(0, at), word.slice(at)]
  const known = IRREGULAR.get(last.toLowerCase())
  if (known) return front + known
  if (/[^aeiou]ies$/i.test(last)) return front + last.replace(/ies$/i, 'y')
  if (/(ss|x|ch|sh|zz)es$/i.test(last)) return front + last.slice(0, -2)
  if (/(ss|us|is)$/i.test(last)) return word
  return front + last.replace(/s$/i, '')
}
