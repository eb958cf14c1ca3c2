import type { FileFacts } from '../contract.ts'
import type { RouteFact } from './contract.ts'
import type { Symbols } from './symbols.ts'

/**
 * The facts without what only looks like authentication: a middleware whose name asks who calls (`checkUser`) and whose code, which the
 * tree shows, turns nobody away.
 */
export function withoutPassers(
  files: readonly FileFacts<RouteFact>[],
  symbols: Pick<Symbols, 'find'>,
): readonly FileFacts<RouteFact>[] {
  const passing = new Set(
    files.flatMap(({ path, facts }) =>
      facts.flatMap((one) => (one.fact === 'handler' && one.passes ? `${path}\0${one.name}` : [])),
    ),
  )
  if (passing.size === 0) return files
  const passes = (file: string, fact: RouteFact): boolean => {
    const said = 'authentication' in fact ? fact.authentication : undefined
    const found = typeof said === 'string' ? symbols.find(file, said.replace(/\(.*$/s, '')) : undefined
    return found !== undefined && passing.has(`${found.file}\0${found.name}`)
  }
  return files.map(({ path, facts }) => ({
    path,
    facts: facts.flatMap((fact) => {
      if (!passes(path, fact)) return [fact]
      // A guard without its word is none.
      if (fact.fact === 'guard') return []
      const { authentication: _, ...rest } = fact as RouteFact & { authentication?: string | false }
      return [rest as RouteFact]
    }),
  }))
}
