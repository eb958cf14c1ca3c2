import type { FileFacts, Tree } from '../contract.ts'
import { folderOf } from '../source/folder-of.ts'
import type { ExportFact, ImportFact, RootFact, RouteFact, RouteLanguage } from './contract.ts'

/** A name in the file that declares it. */
export interface Symbol {
  file: string
  name: string
}

// How many files a name is followed through: re-exports of re-exports, and circles.
const FARTHEST = 8
// Facts that give their name a meaning.
const DECLARES = new Set<RouteFact['fact']>(['router', 'constant', 'note', 'handler'])

/** Finds what a name in one file means in another: the same rules for every language, apart from how a module's name becomes a file. */
export class Symbols {
  readonly #imports = new Map<string, Map<string, ImportFact>>()
  readonly #exports = new Map<string, ExportFact[]>()
  /** File → names that it declares. */
  readonly #declared = new Map<string, Set<string>>()
  /** Language and name → files that declare it; with a folder, the first there. */
  readonly #holders = new Map<string, string[]>()
  readonly #inFolder = new Map<string, string>()
  /** Language, name and folder → the file that is nearest to it. */
  readonly #nearest = new Map<string, string | undefined>()
  /** What was asked for, with the answer. */
  readonly #found = new Map<string, Symbol | undefined>()
  /** Where the search that is under way has been without finding anything, and how far from its beginning. */
  #tried = new Map<string, number>()
  /** Folder and field of a type → what the field holds. */
  readonly #fields = new Map<string, { file: string; local: string }[]>()
  readonly #tree: Parameters<RouteLanguage['resolve']>[2]
  readonly #languageOf: (path: string) => RouteLanguage | undefined

  constructor(
    files: readonly FileFacts<RouteFact>[],
    tree: Tree,
    languageOf: (path: string) => RouteLanguage | undefined,
  ) {
    // It is asked for again and again for the same few files.
    const languages = new Map<string, RouteLanguage | undefined>()
    this.#languageOf = (path) => {
      if (!languages.has(path)) languages.set(path, languageOf(path))
      return languages.get(path)
    }
    const roots: RootFact[] = []
    for (const { path, facts } of files)
      for (const fact of facts) {
        if (fact.fact === 'import') {
          const own = this.#imports.get(path) ?? new Map()
          // What is only looked for near by, or by its own name, gives way to what a line of the file says.
          if (!own.has(fact.local) || !isGuess(fact)) own.set(fact.local, fact)
          this.#imports.set(path, own)
        } else if (fact.fact === 'export') this.#export(path, fact)
        else if (fact.fact === 'root') roots.push(fact)
        else if (DECLARES.has(fact.fact) && 'name' in fact) this.#declare(path, fact.name)
      }
    roots.sort((a, b) => b.prefix.length - a.prefix.length)
    const folders = Map.groupBy(tree.paths, folderOf)
    this.#tree = { has: (path) => tree.has(path), filesIn: (folder) => folders.get(folder) ?? [], roots }
  }

  #export(file: string, fact: ExportFact): void {
    const own = this.#exports.get(file) ?? []
    own.push(fact)
    this.#exports.set(file, own)
    if (!fact.name.includes('.') || fact.module) return
    const field = `${folderOf(file)}\0${fact.name}`
    const kept = this.#fields.get(field) ?? []
    kept.push({ file, local: fact.local })
    this.#fields.set(field, kept)
  }

  #declare(file: string, name: string): void {
    const own = this.#declared.get(file) ?? new Set()
    if (own.has(name)) return
    this.#declared.set(file, own.add(name))
    const spoken = `${this.#languageOf(file)?.id}\0${name}`
    const holders = this.#holders.get(spoken) ?? []
    holders.push(file)
    this.#holders.set(spoken, holders)
    const here = `${spoken}\0${folderOf(file)}`
    if (!this.#inFolder.has(here)) this.#inFolder.set(here, file)
  }

  /** The declaration that `name` means in `file`; undefined when none is known. */
  find(file: string, name: string): Symbol | undefined {
    const asked = `${file}\0${name}`
    if (!this.#found.has(asked)) {
      this.#tried = new Map()
      this.#found.set(asked, this.#search(file, name, 0))
    }
    return this.#found.get(asked)
  }

  #search(file: string, name: string, depth: number): Symbol | undefined {
    if (this.#declared.get(file)?.has(name)) return { file, name }
    if (this.#isTried(`${file}\0${name}`, depth)) return undefined
    return (
      this.#imported(file, name, depth) ?? this.#starred(file, name, depth) ?? this.#around(file, name, depth)
    )
  }

  /** Of a package with a hundred files each leads to all others, by way of as many more: nothing is looked at twice. */
  #isTried(what: string, depth: number): boolean {
    if (depth > FARTHEST || (this.#tried.get(what) ?? Number.POSITIVE_INFINITY) <= depth) return true
    this.#tried.set(what, depth)
    return false
  }

  #imported(file: string, name: string, depth: number): Symbol | undefined {
    const imports = this.#imports.get(file)
    if (!imports) return undefined
    // `a.b.c(0)`: the longest beginning that is imported.
    const { base, suffix } = parts(name)
    const steps = base.split('.')
    for (let length = steps.length; length > 0; length--) {
      const found = imports.get(steps.slice(0, length).join('.'))
      if (!found) continue
      const rest = steps.slice(length)
      const wanted = found.name === '*' ? rest : [found.name, ...rest]
      const seen = this.#inModule(file, found.module, `${wanted.join('.') || 'default'}${suffix}`, depth)
      if (seen) return seen
      // CommonJS: the module as a whole is what it exports.
      if (found.name === '*' && rest.length > 0) {
        const whole = this.#inModule(file, found.module, `default.${rest.join('.')}${suffix}`, depth)
        if (whole) return whole
      }
      const inner = this.#inSubmodule(file, found.module, wanted, suffix, depth)
      if (inner) return inner
    }
    return undefined
  }

  /** `from app import items` may mean a module of the package as well as a name in it. */
  #inSubmodule(
    file: string,
    module: string,
    wanted: readonly string[],
    suffix: string,
    depth: number,
  ): Symbol | undefined {
    const submodule = this.#languageOf(file)?.submodule
    if (!submodule) return undefined
    let inner = module
    for (let length = 1; length < wanted.length; length++) {
      inner = submodule(inner, wanted[length - 1] as string)
      const found = this.#inModule(file, inner, `${wanted.slice(length).join('.')}${suffix}`, depth)
      if (found) return found
    }
    return undefined
  }

  /** What a star import of a language with submodules brings in, which is what the file hands on as well. */
  #starred(file: string, name: string, depth: number): Symbol | undefined {
    if (!this.#languageOf(file)?.submodule) return undefined
    for (const one of this.#exports.get(file) ?? [])
      if (one.name === '*' && one.module) {
        const found = this.#inModule(file, one.module, name, depth)
        if (found) return found
      }
    return undefined
  }

  #inModule(from: string, module: string, name: string, depth: number): Symbol | undefined {
    const files = this.#languageOf(from)?.resolve(from, module, this.#tree) ?? []
    for (const file of files) {
      const found = this.#exported(file, name, depth + 1)
      if (found) return found
    }
    return undefined
  }

  #exported(file: string, name: string, depth: number): Symbol | undefined {
    if (this.#isTried(`${file}\0${name}\0exported`, depth)) return undefined
    const { base, suffix } = parts(name)
    // What a file declares hides what a star brings in, where declaring it is enough to be seen.
    const { scope, submodule } = this.#languageOf(file) ?? {}
    const hidden = (scope !== 'file' || submodule) && this.#declared.get(file)?.has(name)
    for (const one of this.#exports.get(file) ?? []) {
      if (one.name === '*' && one.module) {
        if (hidden) continue
        const found = this.#inModule(file, one.module, name, depth)
        if (found) return found
      } else if (one.name === base || base.startsWith(`${one.name}.`)) {
        const local = `${one.local}${base.slice(one.name.length)}${suffix}`
        const found = one.module
          ? this.#inModule(file, one.module, local, depth)
          : this.#search(file, local, depth)
        if (found) return found
      }
    }
    return this.#search(file, name, depth)
  }

  #around(file: string, name: string, depth: number): Symbol | undefined {
    const language = this.#languageOf(file)
    // `@…` is a place of its own file, which no other file means by it.
    if (!language || language.scope === 'file' || name.startsWith('@')) return undefined
    const spoken = `${language.id}\0${name}`
    const here = `${spoken}\0${folderOf(file)}`
    const near = this.#inFolder.get(here)
    if (near) return { file: near, name }
    if (language.scope === 'folder') return this.#throughField(file, name, depth)
    if (!this.#nearest.has(here)) this.#nearest.set(here, nearest(this.#holders.get(spoken) ?? [], file))
    const only = this.#nearest.get(here)
    return only === undefined ? undefined : { file: only, name }
  }

  /** `api.conf.mux` where another file of the package says that `api.conf` is a `Config`: what `Config.mux` is; `api.conf`: the `Config`. */
  #throughField(file: string, name: string, depth: number): Symbol | undefined {
    const { base, suffix } = parts(name)
    const steps = base.split('.')
    for (let length = steps.length; length > 1; length--) {
      const field = steps.slice(0, length).join('.')
      for (const one of this.#fields.get(`${folderOf(file)}\0${field}`) ?? [])
        if (one.local !== field) {
          const found = this.#search(one.file, `${one.local}${base.slice(field.length)}${suffix}`, depth + 1)
          if (found) return found
        }
    }
    return undefined
  }
}

/** Not said by a line of the file: Go's package around it, a path of Rust that is written out where it is used. */
const isGuess = ({ local, module }: ImportFact): boolean =>
  module === '.' || module === local.replace(/\./g, '::')

/** The file that shares more folders with `from` than any other does: a monorepo may have a `BaseController` in each service. */
function nearest(files: readonly string[], from: string): string | undefined {
  const own = from.split('/')
  let [best, most, several] = [undefined as string | undefined, -1, false]
  for (const file of files) {
    const steps = file.split('/')
    let shared = 0
    while (shared < steps.length - 1 && steps[shared] === own[shared]) shared++
    several = shared === most || (several && shared < most)
    if (shared > most) [best, most] = [file, shared]
  }
  return several ? undefined : best
}

function parts(name: string): { base: string; suffix: string } {
  const at = name.indexOf('(')
  return at < 0 ? { base: name, suffix: '' } : { base: name.slice(0, at), suffix: name.slice(at) }
}
