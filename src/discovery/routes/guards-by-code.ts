import type { FileFacts } from '../contract.ts'
import type { RouteFact } from './contract.ts'
import type { Symbols } from './symbols.ts'

/**
 * The facts with the authentication that only code shows: a function in front of routes whose name tells nothing (`SecurityCheck`), and which
 * turns strangers away where the tree declares it. Guards of which nothing shows are left out.
 */
export function withGuardsByCode(
  files: readonly FileFacts<RouteFact>[],
  symbols: Pick<Symbols, 'find'>,
): readonly FileFacts<RouteFact>[] {
  const guarding = new Set(
    files.flatMap(({ path, facts }) =>
      facts.flatMap((one) => (one.fact === 'handler' && one.guards ? `${path}\0${one.name}` : [])),
    ),
  )
  const isGuarding = (file: string, name: string): boolean => {
    const found = symbols.find(file, name)
    return found !== undefined && guarding.has(`${found.file}\0${found.name}`)
  }
  return files.map(({ path, facts }) => ({
    path,
    facts: facts.flatMap((fact): RouteFact[] => {
      if (!('through' in fact) || !fact.through) return [fact]
      const { through, ...rest } = fact
      const authentication = rest.authentication ?? through.find((one) => isGuarding(path, one))
      if (authentication === undefined) return rest.fact === 'guard' ? [] : [rest]
      return [{ ...rest, authentication }]
    }),
  }))
}
