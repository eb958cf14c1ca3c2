import type { FileFacts } from '../../contract.ts'
import { folderOf } from '../../source/folder-of.ts'
import type { Framework, Route, RouteFact } from '../contract.ts'
import { tellsAuthentication, tellsPublic } from '../languages/javascript-guards.ts'
import { joinPaths } from '../names.ts'
import {
  type BaseNote,
  type Entry,
  FRAMEWORK,
  type Procedure,
  type ProcedureNote,
  type RouterNote,
} from './trpc-notes.ts'

// Routers in routers, procedures made of procedures: more is a circle.
const DEEPEST = 10
const USUAL = '/trpc'

interface Place {
  file: string
  name: string
}

/** Procedures by the names that routers give them: `GET /api/trpc/orders.list`. */
export const weaveTrpc: NonNullable<Framework['weave']> = (files, _tree, find) => {
  const routers = new Map<string, { file: string; entries: Entry[] }>()
  const procedures = new Map<string, { file: string; data: Procedure }>()
  const bases: { file: string; path: string }[] = []
  for (const { path: file, facts } of files)
    for (const fact of facts) {
      if (fact.fact !== 'note' || fact.framework !== FRAMEWORK) continue
      const note = fact as RouterNote | ProcedureNote | BaseNote
      const key = keyOf({ file, name: note.name })
      if (note.kind === 'router') routers.set(key, { file, entries: note.data.entries })
      else if (note.kind === 'procedure') procedures.set(key, { file, data: note.data })
      else bases.push({ file, path: note.data.path })
    }
  const meant = (file: string, name: string): string => keyOf(find(file, name) ?? { file, name })
  const asked = (file: string, { authentication, from }: Procedure, depth = 0): string | undefined => {
    if (authentication || !from || depth > DEEPEST) return authentication
    const other = procedures.get(meant(file, from))
    const name = from.slice(from.lastIndexOf('.') + 1)
    const own = other && asked(other.file, other.data, depth + 1)
    // What it is made of says more than its name.
    return own ?? (!other?.data.from && !tellsPublic(name) && tellsAuthentication(name) ? name : undefined)
  }

  const hungIn = new Set(
    [...routers.values()].flatMap(({ file, entries }) =>
      entries.flatMap((one) => ('child' in one ? meant(file, one.child) : [])),
    ),
  )
  const found: { file: string; route: Route }[] = []
  const walk = (key: string, path: string, base: string, seen: readonly string[]): void => {
    const router = routers.get(key)
    if (!router || seen.includes(key) || seen.length > DEEPEST) return
    for (const one of router.entries) {
      const name = [path, one.key].filter(Boolean).join('.')
      const child = 'child' in one ? meant(router.file, one.child) : undefined
      const leaf = child === undefined ? undefined : procedures.get(child)
      if ('procedure' in one) add(router.file, name, base, one.procedure)
      else if (leaf) add(leaf.file, name, base, leaf.data)
      else if (child) walk(child, name, base, [...seen, key])
    }
  }
  const add = (file: string, name: string, base: string, said: Procedure): void => {
    if (!said.method) return
    const authentication = asked(file, said)
    found.push({
      file,
      route: {
        fact: 'route',
        framework: FRAMEWORK,
        line: said.line,
        method: said.method,
        path: joinPaths(base, name),
        handler: name,
        handlerLine: said.line,
        ...(authentication ? { authentication } : {}),
        ...(said.uses ? { uses: said.uses } : {}),
      },
    })
  }
  for (const [key, { file }] of routers) if (!hungIn.has(key)) walk(key, '', nearest(bases, file), [])
  return [...Map.groupBy(found, ({ file }) => file)].map(
    ([path, own]): FileFacts<RouteFact> => ({ path, facts: own.map(({ route }) => route) }),
  )
}

const keyOf = ({ file, name }: Place): string => `${file}\0${name}`

/** Where the routers of a file are put: what is said nearest to it. */
function nearest(bases: readonly { file: string; path: string }[], file: string): string {
  const own = folderOf(file).split('/')
  const shared = (other: string): number => {
    const steps = folderOf(other).split('/')
    const differs = steps.findIndex((one, at) => one !== own[at])
    return differs < 0 ? steps.length : differs
  }
  return bases.toSorted((a, b) => shared(b.file) - shared(a.file))[0]?.path ?? USUAL
}
