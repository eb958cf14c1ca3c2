import { cweFamily } from '../../model/cwe/related.ts'
import type { Observation } from '../../model/observation.ts'
import type { Pool, Tx } from '../../platform/database.ts'
import { contentId } from '../../platform/ids.ts'

/** A route of an asset and the place of the function that answers it, as discovery found them. */
export interface Handler {
  method: string
  /** `/users/{id}` */
  path: string
  file: string
  line: number
  /** Names of its parameters. */
  parameters: readonly string[]
}

// A function is seldom longer; what stands further below the last handler is another function that nobody routes to.
const LONGEST_HANDLER = 120

/**
 * Identities by which what a tool saw on a route and what another saw in the code that answers it are the same: route, parameter and
 * weakness. Code has one for each parameter of its route that its own text names, so that two weaknesses in one function stay two.
 */
export class Handlers {
  readonly #byFile: ReadonlyMap<string, Handler[]>
  readonly #routes: { handler: Handler; pattern: RegExp }[]

  constructor(handlers: readonly Handler[]) {
    this.#byFile = Map.groupBy(handlers, ({ file }) => file)
    this.#routes = handlers.map((handler) => ({ handler, pattern: patternOf(handler.path) }))
  }

  /** Keys of an observation; none for what is neither code with a weakness nor a request. */
  keysOf(o: Observation): string[] {
    const [cwe] = o.cwes ?? []
    if (cwe === undefined || this.#routes.length === 0) return []
    const weakness = `CWE-${cweFamily(cwe)}`
    if (o.kind === 'code') return this.#codeKeys(o, weakness)
    return o.kind === 'web' || o.kind === 'api' ? this.#requestKeys(o, weakness) : []
  }

  #codeKeys(o: Observation, weakness: string): string[] {
    const { path = '', line } = o.location ?? {}
    const above = this.#byFile.get(path)?.filter((one) => line !== undefined && one.line <= line) ?? []
    const nearest = Math.max(...above.map((one) => one.line))
    if (line === undefined || line - nearest > LONGEST_HANDLER) return []
    const words = wordsOf(o)
    return above
      .filter((one) => one.line === nearest)
      .flatMap((handler) =>
        handler.parameters
          .filter((name) => words.has(name.toLowerCase()))
          .map((name) => keyOf(handler, name, weakness)),
      )
  }

  #requestKeys({ endpoint }: Observation, weakness: string): string[] {
    if (!endpoint?.parameter) return []
    const path = pathOf(endpoint.url)
    const method = endpoint.method?.toUpperCase() || 'GET'
    return this.#routes
      .filter(
        ({ handler, pattern }) =>
          (handler.method === 'ANY' || handler.method === method) && pattern.test(path),
      )
      .map(({ handler }) => keyOf(handler, endpoint.parameter as string, weakness))
  }
}

const keyOf = ({ method, path }: Handler, parameter: string, weakness: string): string =>
  contentId('handler', method, path, parameter.toLowerCase(), weakness)

/** The path of a URL, of one without a host as well. */
const pathOf = (url: string): string =>
  (/^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#]*)?([^?#]*)/i.exec(url)?.[1] ?? '').replace(/\/+$/, '') || '/'

const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split(/(\{[^}]*\})/)
      .map((part, at) => (at % 2 === 1 ? (part.startsWith('{*') ? '.*' : '[^/]+') : RegExp.escape(part)))
      .join('')}$`,
  )

/** Names in what the tool shows of the code. */
function wordsOf({ location, flow = [] }: Observation): Set<string> {
  const text = [location, ...flow].map((place) => `${place?.snippet ?? ''} ${place?.message ?? ''}`).join(' ')
  return new Set(
    text
      .slice(0, 20_000)
      .toLowerCase()
      .match(/[a-z_$][\w$-]*/g) ?? [],
  )
}

/** The routes that discovery found in an asset, with where they are answered. */
export async function readHandlers(db: Pool | Tx, asset: string): Promise<Handlers> {
  const { rows } = await db.query<
    Omit<Handler, 'file' | 'line' | 'parameters'> & { place: string; parameters: string }
  >(
    `select attributes->>'method' as method, attributes->>'path' as path,
            coalesce(attributes->>'handlerPlace', place) as place, coalesce(attributes->>'parameters', '') as parameters
     from estate_node where asset_id = $1 and kind = 'endpoint' and place is not null
       and attributes->>'protocol' = 'http' and attributes->>'sources' like '%code%'`,
    [asset],
  )
  return new Handlers(
    rows.map(({ method, path, place, parameters }) => ({
      method,
      path,
      file: place.replace(/:\d+$/, ''),
      line: Number(/:(\d+)$/.exec(place)?.[1] ?? 1),
      parameters: parameters.split(', ').flatMap((one) => one.split(' ').slice(1)),
    })),
  )
}
