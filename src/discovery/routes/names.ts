/** Name of the router that `function_` takes as its `index`-th parameter, from 0. */
export const parameterName = (function_: string, index: number): string => `${function_}(${index})`

const OPEN = '\u0001'
const CLOSE = '\u0002'

/** A place in a path that the constant `name` fills, once all files are known. */
export const constantIn = (name: string): string => `${OPEN}${name}${CLOSE}`

const CONSTANT = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`, 'g')

// Where an application is put is for those who run it to say; it stands at the root unless they do.
const CONFIGURED =
  /(?:^|_)(?:(?:root|base|context|sub)_(?:path|url|uri|prefix|route)|(?:url|path)_(?:prefix|root|base))$/

/** `APIBaseURL` → `api_base_url`. */
const words = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3_$2$4')
    .replace(/^(root|base|context|sub)(?=path|url|uri|prefix|route)/i, '$1_')
    .toLowerCase()

const unknown = (name: string): string => (CONFIGURED.test(words(name)) ? '' : `{${name}}`)

/** The path with its constants filled in by `meaningOf`; one that nobody knows becomes a parameter of its name. */
export const fillConstants = (path: string, meaningOf: (name: string) => string | undefined): string =>
  path.includes(OPEN)
    ? path.replace(
        CONSTANT,
        (_, name: string) => meaningOf(name) ?? unknown(name.slice(name.lastIndexOf('.') + 1)),
      )
    : path

const GLUE = '\u0003'

/** A path that goes on where the one in front ends, without a slash between them: Echo's `/user` and `s` are `/users`. */
export const gluedOn = (path: string): string =>
  path === '' || path.startsWith('/') ? path : `${GLUE}${path}`

/** Parts of a path put together as one: one slash between them, one in front, none at the end. */
export function joinPaths(...parts: (string | undefined)[]): string {
  const joined = parts
    .filter(Boolean)
    .join('/')
    .replaceAll(`/${GLUE}`, '')
    .replaceAll(GLUE, '')
    .replace(/\/{2,}/g, '/')
    .replace(/\/+$/, '')
  return joined.startsWith('/') ? joined : `/${joined}`
}
