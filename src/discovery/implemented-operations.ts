import type { Endpoint, Implementation } from './contract.ts'

/**
 * Endpoints of a description whose operation a class implements, with the code that answers: an interface that is made of the description
 * says the path, and its methods are called like the operations. Only where one class alone of the same deployable has the method; where
 * nothing beside the description answers, as in a folder of contracts, one of all. Pure.
 */
export function implementedOperations(
  endpoints: readonly Endpoint[],
  implementations: readonly Implementation[],
  homeOf: (file: string) => string | undefined,
): Endpoint[] {
  if (implementations.length === 0) return [...endpoints]
  const byName = Map.groupBy(implementations, ({ name }) => name)
  const near = (endpoint: Endpoint): Implementation | undefined => {
    if (!isOperation(endpoint)) return undefined
    const home = homeOf(endpoint.file)
    return onlyOne((byName.get(endpoint.handler.name) ?? []).filter((one) => homeOf(one.file) === home))
  }
  const answers = new Map(endpoints.map((endpoint) => [endpoint, near(endpoint)]))
  const taken = new Set(answers.values())
  for (const described of contractsAlone(endpoints, implementations, homeOf).values()) {
    const far = described.map((one) => onlyOne(byName.get(one.handler.name) ?? []))
    const free = far.map((one) => (taken.has(one) ? undefined : one))
    // A contract of another's, for which this is a client, shares a few names.
    if (free.filter(Boolean).length * 2 > described.length)
      for (const [at, one] of described.entries()) answers.set(one, free[at])
  }
  return endpoints.map((endpoint) => {
    const only = answers.get(endpoint)
    return only ? answeredBy(endpoint, only) : endpoint
  })
}

type Operation = Endpoint & Required<Pick<Endpoint, 'handler'>>

const isOperation = (one: Endpoint): one is Operation =>
  one.handler !== undefined && !one.sources.includes('code') && one.protocol === 'http'

const onlyOne = <Item>([first, ...others]: Item[]): Item | undefined =>
  others.length === 0 ? first : undefined

/** File → operations of the descriptions beside which no class answers any. */
function contractsAlone(
  endpoints: readonly Endpoint[],
  implementations: readonly Implementation[],
  homeOf: (file: string) => string | undefined,
): Map<string, Operation[]> {
  const answering = new Set(implementations.map(({ file }) => homeOf(file)))
  return Map.groupBy(
    endpoints.filter(isOperation).filter(({ file }) => !answering.has(homeOf(file))),
    ({ file }) => file,
  )
}

function answeredBy(
  endpoint: Endpoint,
  { name, file, line, authentication: own, guarded, uses, framework }: Implementation,
): Endpoint {
  const authentication = own ?? guarded?.(endpoint.method, endpoint.path)
  const all = [...new Set([...(endpoint.uses ?? []), ...(uses ?? [])])]
  return {
    ...endpoint,
    file,
    line,
    framework,
    handler: { name, file, line },
    ...(authentication ? { authenticated: true, authentication } : {}),
    ...(all.length > 0 ? { uses: all } : {}),
    sources: ['code', ...endpoint.sources],
  }
}
