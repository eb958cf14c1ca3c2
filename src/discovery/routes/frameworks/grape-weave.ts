import type { FileFacts } from '../../contract.ts'
import type { Framework, NoteFact, RouteFact } from '../contract.ts'
import { joinPaths } from '../names.ts'

export const FRAMEWORK = 'grape'

/** A class hung into another, or (`prefix`) what a class says stands in front of itself. `prefix` may be the name of a constant. */
export type MountNote = NoteFact<{ child: string; prefix: string; below?: string; order: number }> & {
  kind: 'mount' | 'prefix'
}
export type ConstantNote = NoteFact<{ text: string }> & { kind: 'constant' }

const isConstant = (text: string): boolean => /^(?:::)?[A-Z]\w*(?:::\w+)*$/.test(text)

/** Classes in classes: Ruby looks for a constant from the inside outwards, `Orders` in `Shop::V1::Root` is `Shop::V1::Orders` first. */
export const weaveGrape: NonNullable<Framework['weave']> = (files) => {
  const notes = files.flatMap(({ path, facts }) =>
    facts.flatMap((fact) =>
      fact.fact === 'note' && fact.framework === FRAMEWORK
        ? [{ path, note: fact as MountNote | ConstantNote }]
        : [],
    ),
  )
  const constants = new Map(
    notes.flatMap(({ note }) => (note.kind === 'constant' ? [[note.name, note.data.text] as const] : [])),
  )
  const apis = new Set(
    files.flatMap(({ facts }) =>
      facts.flatMap((fact) =>
        'framework' in fact && fact.framework === FRAMEWORK
          ? fact.fact === 'router'
            ? fact.name
            : fact.fact === 'inherit'
              ? fact.router
              : []
          : [],
      ),
    ),
  )
  const prefixes = new Map<string, string>()
  for (const { note } of notes.toSorted((a, b) => orderOf(a.note) - orderOf(b.note)))
    if (note.kind === 'prefix') prefixes.set(note.name, joinPaths(prefixes.get(note.name), note.data.prefix))
  const found = notes.flatMap(({ path, note }): FileFacts<RouteFact>[] => {
    if (note.kind !== 'mount') return []
    const { child, prefix, below } = note.data
    const meant = inside(note.name, child, (name) => apis.has(name))
    if (!meant) return []
    const text = isConstant(prefix)
      ? constants.get(inside(note.name, prefix, (name) => constants.has(name)) ?? '')
      : prefix
    const said = { framework: FRAMEWORK, line: note.line }
    return [
      {
        path,
        facts: [
          ...(note.name === '@routes' ? [{ fact: 'router' as const, ...said, name: note.name }] : []),
          {
            fact: 'mount',
            ...said,
            parent: note.name,
            child: meant,
            prefix: joinPaths(below, text ?? `{${prefix}}`, prefixes.get(meant)),
          },
        ],
      },
    ]
  })
  const hungIn = new Set(
    found.flatMap(({ facts }) => facts.flatMap((one) => (one.fact === 'mount' ? one.child : []))),
  )
  // Nobody hangs it in: what it says itself is all.
  const alone = notes.flatMap(({ path, note }): FileFacts<RouteFact>[] =>
    note.kind === 'prefix' && !hungIn.has(note.name) && apis.has(note.name)
      ? [
          {
            path,
            facts: [
              { fact: 'router', framework: FRAMEWORK, line: note.line, name: note.data.child },
              {
                fact: 'mount',
                framework: FRAMEWORK,
                line: note.line,
                parent: note.data.child,
                child: note.name,
                prefix: prefixes.get(note.name) ?? '',
              },
            ],
          },
        ]
      : [],
  )
  return [...found, ...alone]
}

const orderOf = (note: MountNote | ConstantNote): number => (note.kind === 'constant' ? 0 : note.data.order)

/** The name that a constant means where it is said, the innermost that is known. */
function inside(scope: string, name: string, isKnown: (name: string) => boolean): string | undefined {
  if (name.startsWith('::')) return isKnown(name.slice(2)) ? name.slice(2) : undefined
  const steps = scope.split('::')
  for (let length = steps.length; length >= 0; length--) {
    const full = [...steps.slice(0, length), name].join('::')
    if (isKnown(full)) return full
  }
  return undefined
}
