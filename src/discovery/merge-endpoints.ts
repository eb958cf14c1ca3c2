import type { Endpoint } from './contract.ts'

/**
 * One endpoint where code and a description (or two descriptions) speak of the same: the code's place and handler, and everything that
 * only the other says. Names of parameters do not count: `/users/{id}` is `/users/{userId}`. Keeps the order.
 */
export function mergeEndpoints(endpoints: readonly Endpoint[]): Endpoint[] {
  const merged = new Map<string, Endpoint>()
  for (const one of endpoints) {
    const key = `${one.method} ${one.path.replace(/\{[^}]*\}/g, '{}')}`
    const known = merged.get(key)
    merged.set(key, known ? joined(known, one) : one)
  }
  return [...merged.values()]
}

function joined(a: Endpoint, b: Endpoint): Endpoint {
  const [main, other] = !a.sources.includes('code') && b.sources.includes('code') ? [b, a] : [a, b]
  const known = new Set(main.parameters.map((one) => `${one.in} ${one.name}`))
  const inPath = main.parameters.some((one) => one.in === 'path')
  const more = other.parameters.filter(
    (one) => !known.has(`${one.in} ${one.name}`) && !(inPath && one.in === 'path'),
  )
  const authentication = main.authentication ?? other.authentication
  // Code is what runs: a description that promises authentication does not make it so.
  const authenticated = main.sources.includes('code')
    ? main.authenticated
    : main.authenticated || other.authenticated
  const uses = [...new Set([...(main.uses ?? []), ...(other.uses ?? [])])]
  return {
    ...main,
    authenticated,
    ...(authenticated && authentication ? { authentication } : {}),
    data: [...new Set([...main.data, ...other.data])],
    parameters: [...main.parameters, ...more],
    sources: [...new Set([...main.sources, ...other.sources])],
    ...(uses.length > 0 ? { uses } : {}),
  }
}
