import type { FileFacts, Implementation } from '../contract.ts'
import type { Framework, Guard, Inherit, RouteFact } from './contract.ts'
import { guardEverywhere } from './guards.ts'
import type { Said } from './router-nodes.ts'

/** Interfaces that generators make of a description, as they call them. */
const GENERATED = /(?:Api(?:Delegate|Service|Controller)?|Resource)$/

/** Methods of controllers whose interface is not in the tree: it is made of a description when the project is built. */
export function implementationsIn(
  files: readonly FileFacts<RouteFact>[],
  frameworks: ReadonlyMap<string, Framework>,
): Implementation[] {
  const declared = new Set(
    files.flatMap(({ facts }) => facts.flatMap((one) => (one.fact === 'router' ? one.name : []))),
  )
  const everywhere: Said<Guard>[] = files.flatMap(({ path: file, facts }) =>
    facts.flatMap((fact) => (fact.fact === 'guard' && fact.everywhere ? { file, fact } : [])),
  )
  return files.flatMap(({ path, facts }) => {
    const generated = new Set(
      facts.flatMap((one) =>
        one.fact === 'inherit' && GENERATED.test(one.from) && isElsewhere(one, declared) ? one.router : [],
      ),
    )
    if (generated.size === 0) return []
    return facts.flatMap((one): Implementation[] => {
      if (one.fact !== 'override' || !generated.has(one.router)) return []
      const { handler, line, authentication, uses, framework } = one
      const { language } = frameworks.get(framework) ?? {}
      const sameWorld = (other: string): boolean => frameworks.get(other)?.language === language
      return [
        {
          name: handler,
          file: path,
          line,
          framework: frameworks.get(framework)?.name ?? framework,
          ...(typeof authentication === 'string' ? { authentication } : {}),
          guarded: (method, asked) => guardEverywhere(everywhere, sameWorld, method, asked, path),
          ...(uses ? { uses } : {}),
        },
      ]
    })
  })
}

/** Whether what a type inherits from is in no file of the tree; a base of the type's own name is another package's. */
const isElsewhere = ({ router, from }: Inherit, declared: ReadonlySet<string>): boolean =>
  from === router || !declared.has(from)
