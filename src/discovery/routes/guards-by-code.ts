import type { FileFacts } from '../contract.ts'
import type { RouteFact } from './contract.ts'
import type { Symbols } from './symbols.ts'

// Functions that hand on to functions that hand on.
const FARTHEST = 4

/**
 * The facts with the authentication that only code shows: a function in front of routes whose name tells nothing (`SecurityCheck`), and which
 * turns strangers away where the tree declares it. Guards of which nothing shows are left out.
 */
export function withGuardsByCode(
  files: readonly FileFacts<RouteFact>[],
  symbols: Pick<Symbols, 'find'>,
): readonly FileFacts<RouteFact>[] {
  const guarding = new Set<string>()
  const isGuarding = (file: string, name: string): boolean => {
    const found = symbols.find(file, name)
    return found !== undefined && guarding.has(`${found.file}\0${found.name}`)
  }
  const handing: { file: string; name: string; through: string[] }[] = []
  for (const { path, facts } of files)
    for (const one of facts) {
      if (one.fact !== 'handler') continue
      if (one.guards) guarding.add(`${path}\0${one.name}`)
      else if (one.through) handing.push({ file: path, name: one.name, through: one.through })
    }
  // Who hands a request on to what turns strangers away turns them away too.
  for (let round = 0, before = -1; before < guarding.size && round < FARTHEST; round++) {
    before = guarding.size
    for (const { file, name, through } of handing)
      if (through.some((one) => isGuarding(file, one))) guarding.add(`${file}\0${name}`)
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
