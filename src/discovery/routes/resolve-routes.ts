import type { Endpoint, FileFacts, Tree } from '../contract.ts'
import type { Base, Framework, Guard, HandlerFact, Route, RouteFact, RouteLanguage } from './contract.ts'
import { answeredBy, endpointOf } from './endpoint-of.ts'
import { guardEverywhere, guardOver } from './guards.ts'
import { withGuardsByCode } from './guards-by-code.ts'
import { fillConstants, joinPaths } from './names.ts'
import { withoutPassers } from './passers.ts'
import {
  emptyNode,
  handGuardsOn,
  type RouterNode,
  type RouterNodes,
  reachedThrough,
  type Said,
  saidOrInherited,
} from './router-nodes.ts'
import { settingsOf } from './settings-of.ts'
import { Symbols } from './symbols.ts'

// A router that is mounted in more ways than this is a circle or generated.
const MOST_PLACES = 64
// Constants inside of constants: more is a circle.
const MOST_CONSTANTS = 4
// Functions that give back what functions give back.
const MOST_HANDED_ON = 4

/** One way to reach a router: the path in front, and what shows that it needs authentication. */
interface Way {
  prefix: string
  authentication: string | false | undefined
}

/** What a function gives back or takes and nobody hangs in or hands over: no place of its own, where its router has another. */
const isUnused = (key: string, nodes: RouterNodes, depth = 0): boolean =>
  depth < MOST_HANDED_ON &&
  /\(\d*\)$/.test(key) &&
  nodes.get(key)?.above.every(({ parent }) => isUnused(parent, nodes, depth + 1)) === true

/** Puts the routes of all files together: names followed over files, prefixes of all mounts, what guards them. */
export function resolveRoutes(
  given: readonly FileFacts<RouteFact>[],
  tree: Tree,
  languageOf: (path: string) => RouteLanguage | undefined,
  frameworks: ReadonlyMap<string, Framework>,
): Endpoint[] {
  const symbols = new Symbols(given, tree, languageOf)
  const files = withoutPassers(withGuardsByCode(given, symbols), symbols)
  const constants = constantsOf(files)
  const settings = settingsOf(files)
  const nodes: RouterNodes = new Map()
  const everywhere: Said<Guard>[] = []
  const handlers = new Map<string, HandlerFact>()
  const keyOf = (file: string, name: string): string => {
    const { file: owner, name: own } = symbols.find(file, name) ?? { file, name }
    const key = `${owner}\0${own}`
    if (!nodes.has(key)) nodes.set(key, emptyNode(owner))
    return key
  }
  const filled = (file: string, path: string, router?: string, depth = 0): string =>
    fillConstants(path, (name) => {
      const token = router === undefined ? undefined : tokenOf(nodes.get(router), name)
      if (token !== undefined) return token
      const found = symbols.find(file, name)
      const value = found && constants.get(`${found.file}\0${found.name}`)
      // A constant may be made of others.
      return found && value !== undefined && depth < MOST_CONSTANTS
        ? filled(found.file, value, router, depth + 1)
        : settings(name)
    })

  const bases: Base[] = []
  const routes: Said<Route>[] = []
  for (const { path: file, facts } of files)
    for (const fact of facts) {
      if (fact.fact === 'router') {
        const node = nodes.get(keyOf(file, fact.name)) as RouterNode
        node.declared ??= fact
        node.frameworks.add(fact.framework)
      } else if (fact.fact === 'mount') {
        const parent = keyOf(file, fact.parent)
        nodes.get(keyOf(file, fact.child))?.above.push({ mount: { file, fact }, parent })
      } else if (fact.fact === 'guard') {
        if (fact.everywhere || !fact.router) everywhere.push({ file, fact })
        else nodes.get(keyOf(file, fact.router))?.guards.push({ file, fact })
      } else if (fact.fact === 'handler') handlers.set(`${file}\0${fact.name}`, fact)
      else if (fact.fact === 'inherit') {
        const [router, from] = [keyOf(file, fact.router), keyOf(file, fact.from)]
        nodes.get(router)?.bases.push(from)
        nodes.get(from)?.heirs.push(router)
      } else if (fact.fact === 'override') {
        const own = nodes.get(keyOf(file, fact.router))?.overrides
        if (!own?.has(fact.handler)) own?.set(fact.handler, { file, fact })
      } else if (fact.fact === 'base') bases.push(fact)
      else if (fact.fact === 'route') routes.push({ file, fact })
    }
  bases.sort((a, b) => b.folder.length - a.folder.length)
  everywhere.push(...handGuardsOn(nodes))

  const known = new Map<string, Way[]>()
  const waysTo = (key: string, path: readonly string[]): Way[] => {
    const before = known.get(key)
    if (before) return before
    if (path.includes(key)) return []
    const node = nodes.get(key) as RouterNode
    const prefix = saidOrInherited(nodes, key, (declared) => declared.prefix)
    const own = prefix ? filled(prefix.file, prefix.value, key) : ''
    const said = saidOrInherited(nodes, key, ({ authentication }) => authentication)?.value
    const declared = node.declared?.abstract
      ? node.above.filter(({ parent }) => nodes.get(parent)?.declared)
      : node.above
    const used = declared.filter(({ parent }) => !isUnused(parent, nodes))
    const mounts = used.length > 0 ? used : declared
    const above = mounts.flatMap(({ mount, parent }) =>
      reachedThrough(nodes, parent)
        .flatMap((one) => waysTo(one, [...path, key]))
        .map((way) => {
          const below = filled(mount.file, mount.fact.prefix, key)
          const prefix = joinPaths(way.prefix, below, mount.fact.replaces ? '' : own)
          const guard = guardOver(
            nodes.get(parent)?.guards ?? [],
            mount.file,
            mount.fact.line,
            mount.fact.prefix,
          )
          return {
            prefix,
            authentication: firstSaid(said, mount.fact.authentication, guard, way.authentication),
          }
        }),
    )
    const alone = node.declared?.abstract ? [] : [{ prefix: own, authentication: said }]
    const ways = above.length > 0 ? above.slice(0, MOST_PLACES) : alone
    known.set(key, ways)
    return ways
  }

  const worldOf = (framework: string): string | undefined => frameworks.get(framework)?.language
  const besides = ({ framework }: Route) => {
    const world = worldOf(framework)
    return (other: string): boolean => worldOf(other) === world
  }
  const endpoints = new Map<string, Endpoint>()
  const seen = new Set<string>()
  const add = (file: string, said: Route, key: string | undefined, way: Way): void => {
    const fact = said.method === 'ANY' ? withMethodOf(filled(file, said.path, key), said) : said
    const node = key === undefined ? undefined : nodes.get(key)
    const answers = fact.handler === undefined ? undefined : symbols.find(file, fact.handler)
    const handler = answers && handlers.get(`${answers.file}\0${answers.name}`)
    if (fact.answered && (!handler || seen.has(`${file}:${fact.line}`))) return
    if (!fact.answered) seen.add(`${file}:${fact.line}`)
    if (handler?.methods && fact.method === 'ANY') {
      for (const method of handler.methods) add(file, { ...fact, method }, key, way)
      return
    }
    const override = fact.handler === undefined ? undefined : node?.overrides.get(fact.handler)
    // The route's own word first, then the handler's.
    const whole = { parameters: handler?.parameters, uses: handler?.uses, ...fact } as Route
    // `~/` starts anew at the root, whatever its router says.
    const joined = fact.path.startsWith('~/')
      ? joinPaths(filled(file, fact.path.slice(1), key))
      : joinPaths(way.prefix, filled(file, fact.path, key))
    const path = Object.entries(fact.tokens ?? {}).reduce(
      (left, [token, value]) => left.replaceAll(token, value),
      joined,
    )
    const around = bases.filter((one) => one.framework === fact.framework && isBelow(file, one.folder))
    const based = around.find((one) => !one.lowercase)
    const placed = based ? joinPaths(filled(file, based.path), path) : path
    const asked = around.some((one) => one.lowercase) ? lowerCase(placed) : placed
    const authentication = firstSaid(
      override?.fact.authentication,
      fact.authentication,
      handler?.authentication,
      guardOver(node?.guards ?? [], file, fact.line, fact.path),
      way.authentication,
      guardEverywhere(everywhere, besides(fact), fact.method, based?.routed ? asked : path, file),
    )
    const endpoint = endpointOf(file, whole, asked, authentication, frameworks.get(fact.framework)?.name)
    if (answers && handler) endpoint.handler = { name: answers.name, file: answers.file, line: handler.line }
    // The same in two files may be two services: the whole tells.
    const id = `${endpoint.method} ${asked} ${file}`
    if (!endpoints.has(id)) endpoints.set(id, override ? answeredBy(endpoint, override) : endpoint)
  }
  // Those that are told by their looks come last: what a router says of the same line goes before.
  const inOrder = [
    ...routes.filter(({ fact }) => !fact.answered),
    ...routes.filter(({ fact }) => fact.answered),
  ]
  for (const { file, fact } of inOrder) {
    if (fact.router === undefined) {
      add(file, fact, undefined, { prefix: '', authentication: undefined })
      continue
    }
    const key = keyOf(file, fact.router)
    // What hangs on nothing that anybody declared is a call of something else: an HTTP client has `get` too.
    if (!nodes.get(key)?.declared) continue
    if (fact.own && !nodes.get(key)?.frameworks.has(fact.framework)) continue
    for (const one of reachedThrough(nodes, key)) for (const way of waysTo(one, [])) add(file, fact, one, way)
  }
  return [...endpoints.values()]
}

/** A route whose pattern is a constant that says the method too: Go's `"GET /users"`. */
function withMethodOf(pattern: string, route: Route): Route {
  const [, method, path] = /^([A-Z]{3,7}) +(\/.*)$/.exec(pattern) ?? []
  return method && path ? { ...route, method, path } : route
}

/** All but the names of parameters. */
const lowerCase = (path: string): string =>
  path.replace(/\{[^{}]*\}|[^{}]+/g, (one) => (one.startsWith('{') ? one : one.toLowerCase()))

const isBelow = (file: string, folder: string): boolean => folder === '' || file.startsWith(`${folder}/`)

function tokenOf(node: RouterNode | undefined, name: string): string | undefined {
  const tokens = node?.declared?.tokens
  return tokens && Object.hasOwn(tokens, name) ? tokens[name] : undefined
}

const firstSaid = (...said: (string | false | undefined)[]): string | false | undefined =>
  said.find((one) => one !== undefined)

function constantsOf(files: readonly FileFacts<RouteFact>[]): Map<string, string> {
  const constants = new Map<string, string>()
  for (const { path, facts } of files)
    for (const fact of facts) if (fact.fact === 'constant') constants.set(`${path}\0${fact.name}`, fact.value)
  return constants
}
