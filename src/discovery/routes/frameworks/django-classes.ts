import type { FileFacts } from '../../contract.ts'
import type { Framework, NoteFact, RouteFact } from '../contract.ts'
import { LIBRARY_VIEWS, REST_BASE } from './django-library.ts'
import { type Answer, djangoData, type ViewClass } from './django-notes.ts'

type Find = Parameters<NonNullable<Framework['weave']>>[2]

/** A class together with all that it inherits. */
export interface WholeClass {
  name: string
  file: string
  line: number
  rest: boolean
  /** Functions and actions by name; those of a library have no place of their own. */
  answers: Map<string, Answer & { file: string; owner: string }>
  /** Actions that a library gives, by name. */
  given: Set<string>
  permissions?: string[]
  open: Set<string>
  authentication?: string | false
  lookup: string
  only?: string[]
  uses: string[]
}

// Classes that one inherits from, all together: more is a circle.
const MOST_BASES = 60

/** Looks classes of views up by a name in a file, each with what its bases add, in the order in which Python asks them. */
export function djangoClasses(
  files: readonly FileFacts<RouteFact>[],
  find: Find,
): (file: string, name: string) => WholeClass | undefined {
  const notes = new Map<string, { file: string; note: NoteFact; data: ViewClass }>()
  for (const { path, facts } of files)
    for (const fact of facts) {
      const data = djangoData(fact, 'view-class')
      if (data && fact.fact === 'note') notes.set(`${path}\0${fact.name}`, { file: path, note: fact, data })
    }
  const known = new Map<string, WholeClass>()
  return (file, name) => {
    const found = find(file, name)
    const key = found && `${found.file}\0${found.name}`
    const own = key && notes.get(key)
    if (!key || !own) return undefined
    const before = known.get(key)
    if (before) return before
    const whole: WholeClass = {
      name: own.note.name,
      file: own.file,
      line: own.note.line,
      rest: false,
      answers: new Map(),
      given: new Set(),
      lookup: '',
      open: new Set(),
      uses: [],
    }
    const seen = new Set<string>()
    const visit = (holder: string, base: string): void => {
      const last = base.replace(/^.*\./, '')
      const symbol = find(holder, base)
      const at = symbol && `${symbol.file}\0${symbol.name}`
      const said = at && notes.get(at)
      if (at && said) {
        if (seen.has(at) || seen.size > MOST_BASES) return
        seen.add(at)
        inherit(whole, said)
        for (const one of said.data.bases) visit(said.file, one)
        return
      }
      whole.rest ||= REST_BASE.test(last)
      for (const action of LIBRARY_VIEWS.find(([view]) => view.test(last))?.[1] ?? []) whole.given.add(action)
    }
    visit(file, name)
    whole.lookup ||= 'pk'
    known.set(key, whole)
    return whole
  }
}

/** Adds what a class further up says where nothing nearer said it. */
function inherit(
  whole: WholeClass,
  { file, note, data }: { file: string; note: NoteFact; data: ViewClass },
): void {
  for (const [name, answer] of Object.entries(data.answers))
    if (!whole.answers.has(name)) whole.answers.set(name, { ...answer, file, owner: note.name })
  if (whole.permissions === undefined && data.permissions) whole.permissions = data.permissions
  if (whole.authentication === undefined && data.authentication !== undefined)
    whole.authentication = data.authentication
  whole.lookup ||= data.lookup ?? ''
  if (!whole.only && data.only) whole.only = data.only
  for (const action of data.open ?? []) whole.open.add(action)
  whole.uses.push(...(data.uses ?? []))
}
