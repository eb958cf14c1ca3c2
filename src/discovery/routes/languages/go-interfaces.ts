import type { FileFacts } from '../../contract.ts'
import type { Framework, NoteFact, RouteFact } from '../contract.ts'
import { parameterName } from '../names.ts'

/** A router that is handed to a method of something whose type only an interface tells: `for _, one := range modules { one.Routes(api) }`. */
export interface HandedNote {
  method: string
  index: number
  parent: string
}

type Weave = NonNullable<Framework['weave']>
const METHOD = /^(\w+)\.(\w+)\((\d+)\)$/
// More types than this share a name by chance.
const MOST_TYPES = 200

/** Hands the router to each type that has the method, of the packages that the file imports and of its own. */
export const handedToInterfaces =
  (framework: string): Weave =>
  (files, _tree, find) => {
    const types = new Map<string, Set<string>>()
    for (const { facts } of files)
      for (const one of facts) {
        const [, type, method, index] = one.fact === 'router' ? (METHOD.exec(one.name) ?? []) : []
        if (!type || one.fact !== 'router' || one.framework !== framework) continue
        const key = `${method}(${index})`
        types.set(key, (types.get(key) ?? new Set()).add(type))
      }
    return files.flatMap(({ path, facts }): FileFacts<RouteFact>[] => {
      const packages = ['', ...facts.flatMap((one) => (one.fact === 'import' ? `${one.local}.` : []))]
      const mounts = facts.flatMap((one): RouteFact[] => {
        if (one.fact !== 'note' || one.framework !== framework || one.kind !== 'handed') return []
        const { method, index, parent } = (one as NoteFact<HandedNote>).data
        const having = [...(types.get(parameterName(method, index)) ?? [])].slice(0, MOST_TYPES)
        return packages.flatMap((front) =>
          having
            .map((type) => `${front}${parameterName(`${type}.${method}`, index)}`)
            .filter((child) => find(path, child))
            .map((child) => ({
              fact: 'mount' as const,
              framework,
              line: one.line,
              parent,
              child,
              prefix: '',
              same: true as const,
            })),
        )
      })
      return mounts.length > 0 ? [{ path, facts: mounts }] : []
    })
  }
