import type { Endpoint } from './contract.ts'

/**
 * One endpoint where code and a description (or two descriptions) speak of the same: the code's place and handler, and everything that
 * only the other says. Names of parameters do not count: `/users/{id}` is `/users/{userId}`. Two deployables may have the same operation:
 * these stay two and are named after their folders. A description belongs to the only deployable that has the operation in code, else to
 * the one that it lies in. `homeOf` = folder of the deployable that a file belongs to. Keeps the order. Pure.
 */
export function mergeEndpoints(
  endpoints: readonly Endpoint[],
  homeOf: (file: string) => string | undefined,
): Endpoint[] {
  const byOperation = Map.groupBy(endpoints, operationOf)
  const merged: Endpoint[] = []
  for (const group of byOperation.values()) {
    const homes = [...new Set(group.filter(isCode).map(({ file }) => homeOf(file)))]
    const home = (one: Endpoint): string | undefined => {
      const own = homeOf(one.file)
      return isCode(one) || homes.length !== 1 ? own : homes[0]
    }
    const parts = Map.groupBy(group, home)
    for (const [folder, same] of parts) {
      const [first, ...more] = same
      const whole = more.reduce(joined, first as Endpoint)
      merged.push({
        ...whole,
        ...(folder === undefined ? {} : { deployable: folder }),
        ...(parts.size > 1 ? { name: `${whole.method} ${whole.path} in ${folder ?? whole.file}` } : {}),
      })
    }
  }
  return merged
}

const operationOf = ({ method, path }: Endpoint): string => `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`

const isCode = ({ sources }: Endpoint): boolean => sources.includes('code')

function joined(a: Endpoint, b: Endpoint): Endpoint {
  const [main, other] = !isCode(a) && isCode(b) ? [b, a] : [a, b]
  const known = new Set(main.parameters.map((one) => `${one.in} ${one.name}`))
  const inPath = main.parameters.some((one) => one.in === 'path')
  const more = other.parameters.filter(
    (one) => !known.has(`${one.in} ${one.name}`) && !(inPath && one.in === 'path'),
  )
  const authentication = main.authentication ?? other.authentication
  // Code is what runs: a description that promises authentication does not make it so.
  const authenticated = isCode(main) ? main.authenticated : main.authenticated || other.authenticated
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
