import type { Endpoint, FileFacts, Tree } from '../contract.ts'
import type { Framework, Guard, Mount, Route, RouteFact, RouteLanguage, RouterFact } from './contract.ts'
import { fillConstants, joinPaths } from './names.ts'
import { Symbols } from './symbols.ts'

// A router that is mounted in more ways than this is a circle or generated.
const MOST_PLACES = 64

interface Said<Fact> {
  file: string
  fact: Fact
}

/** A router with all that hangs on it. */
interface RouterNode {
  declared?: RouterFact
  file: string
  /** Where it is mounted. */
  above: { mount: Said<Mount>; parent: string }[]
  guards: Said<Guard>[]
}

/** One way to reach a router: the path in front, and what shows that it needs authentication. */
interface Way {
  prefix: string
  authentication: string | false | undefined
}

/** Puts the routes of all files together: names followed over files, prefixes of all mounts, what guards them. */
export function resolveRoutes(
  files: readonly FileFacts<RouteFact>[],
  tree: Tree,
  languageOf: (path: string) => RouteLanguage | undefined,
  frameworks: ReadonlyMap<string, Framework>,
): Endpoint[] {
  const symbols = new Symbols(files, tree, languageOf)
  const constants = constantsOf(files)
  const nodes = new Map<string, RouterNode>()
  const everywhere: Said<Guard>[] = []
  const keyOf = (file: string, name: string): string => {
    const { file: owner, name: own } = symbols.find(file, name) ?? { file, name }
    const key = `${owner}\0${own}`
    if (!nodes.has(key)) nodes.set(key, { file: owner, above: [], guards: [] })
    return key
  }
  const filled = (file: string, path: string): string =>
    fillConstants(path, (name) => {
      const found = symbols.find(file, name)
      return found && constants.get(`${found.file}\0${found.name}`)
    })

  const routes: Said<Route>[] = []
  for (const { path: file, facts } of files)
    for (const fact of facts) {
      if (fact.fact === 'router') {
        const node = nodes.get(keyOf(file, fact.name)) as RouterNode
        node.declared ??= fact
      } else if (fact.fact === 'mount') {
        const parent = keyOf(file, fact.parent)
        nodes.get(keyOf(file, fact.child))?.above.push({ mount: { file, fact }, parent })
      } else if (fact.fact === 'guard') {
        if (fact.everywhere || !fact.router) everywhere.push({ file, fact })
        else nodes.get(keyOf(file, fact.router))?.guards.push({ file, fact })
      } else if (fact.fact === 'route') routes.push({ file, fact })
    }

  const known = new Map<string, Way[]>()
  const waysTo = (key: string, path: readonly string[]): Way[] => {
    const before = known.get(key)
    if (before) return before
    if (path.includes(key)) return []
    const node = nodes.get(key) as RouterNode
    const own = filled(node.file, node.declared?.prefix ?? '')
    const said = node.declared?.authentication
    const above = node.above.flatMap(({ mount, parent }) =>
      waysTo(parent, [...path, key]).map((way) => {
        const prefix = joinPaths(way.prefix, filled(mount.file, mount.fact.prefix), own)
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
    const ways = above.length > 0 ? above.slice(0, MOST_PLACES) : [{ prefix: own, authentication: said }]
    known.set(key, ways)
    return ways
  }

  const endpoints = new Map<string, Endpoint>()
  for (const { file, fact } of routes) {
    const node = fact.router === undefined ? undefined : keyOf(file, fact.router)
    // What hangs on nothing that anybody declared is a call of something else: an HTTP client has `get` too.
    if (node && !nodes.get(node)?.declared) continue
    const guards = (node && nodes.get(node)?.guards) || []
    for (const way of node ? waysTo(node, []) : [{ prefix: '', authentication: undefined }]) {
      const path = joinPaths(way.prefix, filled(file, fact.path))
      const authentication = firstSaid(
        fact.authentication,
        guardOver(guards, file, fact.line, fact.path),
        way.authentication,
        guardEverywhere(everywhere, path, file),
      )
      const endpoint = endpointOf(file, fact, path, authentication, frameworks.get(fact.framework)?.name)
      const id = `${endpoint.method} ${path}`
      if (!endpoints.has(id)) endpoints.set(id, endpoint)
    }
  }
  return [...endpoints.values()]
}

const firstSaid = (...said: (string | false | undefined)[]): string | false | undefined =>
  said.find((one) => one !== undefined)

/** The last guard of a router that stands before the line (in its file) and covers the path. */
function guardOver(
  guards: Said<Guard>[],
  file: string,
  line: number,
  path: string,
): string | false | undefined {
  return guards.findLast(
    (guard) => (guard.file !== file || guard.fact.line <= line) && covers(guard.fact.path, path),
  )?.fact.authentication
}

/** The first guard of the whole that covers the path: what frameworks match in order. Those below the nearest common folder count. */
function guardEverywhere(guards: Said<Guard>[], path: string, file: string): string | false | undefined {
  const own = guards.filter((guard) => shareRoot(guard.file, file))
  return own.find((guard) => covers(guard.fact.path, path))?.fact.authentication
}

/** Whether two files belong to one deployable as far as folders tell: the same first folder, or one of them at the root. */
function shareRoot(a: string, b: string): boolean {
  const [first, second] = [a.split('/'), b.split('/')]
  return first.length === 1 || second.length === 1 || first[0] === second[0]
}

function covers(guarded: string | undefined, path: string): boolean {
  if (guarded === undefined || guarded === '' || guarded === '/') return true
  const own = joinPaths(guarded.replace(/\/?\*+$/, ''))
  const asked = joinPaths(path)
  return own === '/' || asked === own || asked.startsWith(`${own}/`)
}

function endpointOf(
  file: string,
  route: Route,
  path: string,
  authentication: string | false | undefined,
  framework = route.framework,
): Endpoint {
  const inPath = [...path.matchAll(/\{\*?([^}]+)\}/g)].map(([, name = '']) => name)
  const others = (route.parameters ?? []).filter((one) => one.in !== 'path' || !inPath.includes(one.name))
  const typeOf = (name: string): string | undefined =>
    route.parameters?.find((one) => one.in === 'path' && one.name === name)?.type
  return {
    method: route.method.toUpperCase(),
    path,
    file,
    line: route.line,
    protocol: route.protocol ?? 'http',
    framework,
    authenticated: typeof authentication === 'string',
    ...(typeof authentication === 'string' ? { authentication } : {}),
    data: [],
    parameters: [
      ...inPath.map((name) => ({
        name,
        in: 'path' as const,
        ...(typeOf(name) ? { type: typeOf(name) } : {}),
      })),
      ...others,
    ] as Endpoint['parameters'],
    ...(route.handler
      ? { handler: { name: route.handler, file, line: route.handlerLine ?? route.line } }
      : {}),
    sources: ['code'],
    ...(route.uses?.length ? { uses: route.uses } : {}),
  }
}

function constantsOf(files: readonly FileFacts<RouteFact>[]): Map<string, string> {
  const constants = new Map<string, string>()
  for (const { path, facts } of files)
    for (const fact of facts) if (fact.fact === 'constant') constants.set(`${path}\0${fact.name}`, fact.value)
  return constants
}
