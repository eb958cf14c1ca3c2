/** An endpoint as a report shows it. */
export interface TrafficEndpoint {
  id: string
  asset: { id: string; name: string }
  /** Upper case; `ANY` for every method. */
  method: string
  /** `/orders/{id}`. */
  path: string
  /** In code, declared by a description, or seen in traffic. */
  sources: ('code' | 'declared' | 'traffic')[]
}

export interface TrafficComparison<One extends TrafficEndpoint> {
  /** Called, though no code and no description has it. */
  shadow: One[]
  /** In code or declared, and not called while traffic is there. */
  zombie: One[]
  /** Endpoints of the traffic that are known. */
  known: number
  /** What stands in front of known paths in the traffic: a gateway's `/api`. */
  prefixes: string[]
}

/** Methods of HTTP: what is called otherwise (queries, messages) does not show in such traffic. */
const HTTP = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'ANY', 'TRACE', 'QUERY'])

/** A prefix must be in front of so many known paths before it is believed. */
const ENOUGH = 2
const LONGEST_PREFIX = 3

/**
 * Compares what is called with what code and descriptions have. A value in the traffic (`{id}`) is any parameter there, `{path+}` and `*`
 * are any number of segments. Without traffic nothing is a zombie; without code and descriptions nothing is a shadow. Pure.
 */
export function compareTraffic<One extends TrafficEndpoint>(
  endpoints: readonly One[],
): TrafficComparison<One> {
  const isKnown = ({ sources }: One): boolean => sources.includes('code') || sources.includes('declared')
  const known = endpoints.filter((one) => isKnown(one) && HTTP.has(one.method) && one.path.startsWith('/'))
  const seen = endpoints.filter(({ sources }) => sources.includes('traffic'))
  if (seen.length === 0 || known.length === 0) return { shadow: [], zombie: [], known: 0, prefixes: [] }
  const routes = byLength(known)
  const called = new Set<string>()
  const open: One[] = []
  for (const one of seen) if (!take(one, segmentsOf(one.path), routes, called)) open.push(one)
  const prefixes = prefixesOf(open, routes)
  const shadow = open.filter((one) => {
    const prefix = prefixes.find((text) => one.path.startsWith(`${text}/`) || one.path === text)
    return prefix === undefined || !take(one, segmentsOf(one.path.slice(prefix.length)), routes, called)
  })
  return {
    shadow: unique(shadow),
    zombie: unique(known.filter((one) => !called.has(keyOf(one)))),
    known: unique(seen).length - unique(shadow).length,
    prefixes,
  }
}

interface Route {
  key: string
  method: string
  segments: string[]
}

/** Routes by how many segments they have; those that take any number are in all. */
interface Routes {
  exact: Map<number, Route[]>
  open: Route[]
}

const keyOf = ({ asset, id }: TrafficEndpoint): string => `${asset.id} ${id}`
const segmentsOf = (path: string): string[] => path.split('/').filter((one) => one !== '')
const isParameter = (segment: string): boolean => /^(?:\{.*\}|:.+|<.+>|\*+)$/.test(segment)
const takesRest = (segment: string): boolean => /^(?:\*+|\{.*(?:\+|\*|\.\.\.)\}|\{\*.*\})$/.test(segment)

function byLength(known: readonly TrafficEndpoint[]): Routes {
  const routes: Routes = { exact: new Map(), open: [] }
  for (const one of known) {
    const route = { key: keyOf(one), method: one.method, segments: segmentsOf(one.path) }
    if (route.segments.some(takesRest)) routes.open.push(route)
    else {
      const same = routes.exact.get(route.segments.length)
      if (same) same.push(route)
      else routes.exact.set(route.segments.length, [route])
    }
  }
  return routes
}

/** Marks the route that answers as called: the most literal one. False when there is none. */
function take(one: TrafficEndpoint, segments: string[], routes: Routes, called: Set<string>): boolean {
  const fits = [...(routes.exact.get(segments.length) ?? []), ...routes.open].filter(
    (route) => answers(route, one.method) && matches(route.segments, segments),
  )
  if (fits.length === 0) return false
  const literal = (route: Route): number => route.segments.filter((segment) => !isParameter(segment)).length
  const most = Math.max(...fits.map(literal))
  // The same operation may be in several deployables: traffic does not tell which of them answers.
  for (const route of fits) if (literal(route) === most) called.add(route.key)
  return true
}

const answers = (route: Route, method: string): boolean =>
  route.method === 'ANY' || route.method === method || (method === 'HEAD' && route.method === 'GET')

function matches(route: readonly string[], segments: readonly string[]): boolean {
  for (const [index, part] of route.entries()) {
    if (takesRest(part)) return true
    const segment = segments[index]
    if (segment === undefined) return false
    if (isParameter(part)) continue
    // A parameter inside of a segment: `{name}.json`.
    if (part.includes('{') ? !inside(part, segment) : part !== segment) return false
  }
  return route.length === segments.length
}

function inside(part: string, segment: string): boolean {
  if (segment === '{id}') return true
  const [before = '', ...rest] = part.split(/\{[^}]*\}/)
  const after = rest.at(-1) ?? ''
  return (
    segment.length >= before.length + after.length && segment.startsWith(before) && segment.endsWith(after)
  )
}

/** First segments that stand in front of at least two known paths: what a gateway takes off. */
function prefixesOf(open: readonly TrafficEndpoint[], routes: Routes): string[] {
  const counts = new Map<string, number>()
  for (const one of open) {
    const segments = segmentsOf(one.path)
    for (let cut = 1; cut <= Math.min(LONGEST_PREFIX, segments.length - 1); cut++) {
      if (isParameter(segments[cut - 1] ?? '')) break
      if (!take(one, segments.slice(cut), { exact: routes.exact, open: [] }, new Set())) continue
      const prefix = `/${segments.slice(0, cut).join('/')}`
      counts.set(prefix, (counts.get(prefix) ?? 0) + 1)
      break
    }
  }
  return [...counts]
    .filter(([, count]) => count >= ENOUGH)
    .map(([prefix]) => prefix)
    .sort()
}

const unique = <One extends TrafficEndpoint>(all: readonly One[]): One[] => [
  ...new Map(all.map((one) => [keyOf(one), one])).values(),
]
