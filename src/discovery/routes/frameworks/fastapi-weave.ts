import type { FileFacts } from '../../contract.ts'
import type { Framework, Route, RouteFact } from '../contract.ts'
import { asksNobody, asksWho } from '../languages/python-authentication.ts'
import type { Dependency, Pending } from './fastapi-facts.ts'

// How far a dependency of a dependency is followed.
const FARTHEST = 6

type Weave = NonNullable<Framework['weave']>

/** Says what was pending: who is asked for, through all dependencies, and which parameters a caller does not send. */
export const weaveFastapi: Weave = (files, _tree, find) => {
  const dependencies = new Map<string, Dependency>()
  for (const { path, facts } of files)
    for (const fact of facts) if (isDependency(fact)) dependencies.set(`${path}\0${fact.name}`, fact)
  const known = (file: string, name: string): { file: string; said?: Dependency } => {
    const found = find(file, name)
    const said = found && dependencies.get(`${found.file}\0${found.name}`)
    return { file: found?.file ?? file, ...(said ? { said } : {}) }
  }
  const askedFor = (file: string, names: readonly string[], depth = 0): string | undefined => {
    const direct = names.find((name) => asksWho(lastOf(name)))
    if (direct !== undefined || depth > FARTHEST) return direct
    for (const name of names) {
      if (asksNobody(lastOf(name)) || /optional/i.test(name)) continue
      const { file: holder, said } = known(file, name)
      const found = said && askedFor(holder, said.data.depends, depth + 1)
      if (found !== undefined) return found
    }
    return undefined
  }
  return files.flatMap(({ path, facts }): FileFacts<RouteFact>[] => {
    const said = facts.filter(isPending).map(({ data: { fact, depends } }): RouteFact => {
      const whole = fact.fact === 'route' ? sent(fact, path, known) : fact
      const asked = whole.authentication === undefined ? askedFor(path, depends) : undefined
      return asked === undefined ? whole : { ...whole, authentication: asked }
    })
    return said.length > 0 ? [{ path, facts: said }] : []
  })
}

function sent(
  route: Route,
  file: string,
  known: (file: string, name: string) => { said?: Dependency },
): Route {
  const parameters = (route.parameters ?? []).flatMap((one) => {
    if (one.in !== 'body' && one.in !== 'query') return [one]
    const { said } = /^[\w.]+$/.test(one.type ?? '') ? known(file, one.type as string) : {}
    if (said?.data.given) return []
    return said?.data.enumerated ? [{ ...one, in: 'query' as const }] : [one]
  })
  return { ...route, parameters }
}

const lastOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

const isDependency = (fact: RouteFact): fact is Dependency =>
  fact.fact === 'note' && fact.kind === 'dependency' && fact.framework === 'fastapi'
const isPending = (fact: RouteFact): fact is Pending =>
  fact.fact === 'note' && fact.kind === 'pending' && fact.framework === 'fastapi'
