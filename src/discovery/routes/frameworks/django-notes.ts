import type { NoteFact, RouteFact } from '../contract.ts'

/** A function that answers: a view, or a method of one. */
export interface Answer {
  line: number
  /** Methods that it takes, as its decorators or its body say; left out when nothing does. */
  methods?: string[]
  authentication?: string | false
  uses?: string[]
  parameters?: { name: string; in: 'query' | 'body' | 'header' | 'cookie' }[]
  /** Of DRF's `@action`. */
  action?: { detail: boolean; path: string; methods: string[] }
  rest?: true
  /** It only says that the method is not allowed. */
  refuses?: true
}

/** A class that may answer, or that others inherit from. */
export interface ViewClass {
  bases: string[]
  answers: Record<string, Answer>
  /** Names in `permission_classes`; left out when it has none. */
  permissions?: string[]
  /** Actions that `get_permissions` opens for everybody. */
  open?: string[]
  authentication?: string | false
  lookup?: string
  /** `http_method_names`. */
  only?: string[]
  uses?: string[]
}

/** `path('x', view)`: which view answers is known when all files are. */
export interface Url {
  path: string
  view: string
  /** `as_view({'get': 'list'})`. */
  actions?: Record<string, string>
  /** A decorator around the view that asks who is calling. */
  authentication?: string
}

/** `router.register('users', UserViewSet)`. */
export interface Registration {
  path: string
  view: string
}

export interface DjangoNotes {
  'view-class': ViewClass
  'view-function': Answer
  url: Url
  registration: Registration
  /** Class of a router. */
  'router-kind': { kind: string }
  /** Methods that a router class adds to lists: method → action. */
  'router-class': { bases: string[]; list: Record<string, string> }
  /** `DEFAULT_PERMISSION_CLASSES`. */
  permissions: { names: string[] }
}

export const djangoNote = <Kind extends keyof DjangoNotes>(
  kind: Kind,
  name: string,
  line: number,
  data: DjangoNotes[Kind],
): NoteFact => ({ fact: 'note', kind, name, line, framework: 'django', data })

/** The data of a note, when the fact is one of that kind. */
export const djangoData = <Kind extends keyof DjangoNotes>(
  fact: RouteFact,
  kind: Kind,
): DjangoNotes[Kind] | undefined =>
  fact.fact === 'note' && fact.framework === 'django' && fact.kind === kind
    ? (fact.data as DjangoNotes[Kind])
    : undefined
