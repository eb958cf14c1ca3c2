import type { FileFacts, Tree } from '../contract.ts'
import type { ExportFact, ImportFact, RootFact, RouteFact, RouteLanguage } from './contract.ts'

/** A name in the file that declares it. */
export interface Symbol {
  file: string
  name: string
}

// How many files a name is followed through: re-exports of re-exports, and circles.
const FARTHEST = 8

/** Finds what a name in one file means in another: the same rules for every language, apart from how a module's name becomes a file. */
export class Symbols {
  readonly #imports = new Map<string, Map<string, ImportFact>>()
  readonly #exports = new Map<string, ExportFact[]>()
  /** File → names that it declares. */
  readonly #declared = new Map<string, Set<string>>()
  /** Name → files that declare it. */
  readonly #holders = new Map<string, string[]>()
  readonly #tree: { has(path: string): boolean; roots: RootFact[] }
  readonly #languageOf: (path: string) => RouteLanguage | undefined

  constructor(
    files: readonly FileFacts<RouteFact>[],
    tree: Tree,
    languageOf: (path: string) => RouteLanguage | undefined,
  ) {
    this.#languageOf = languageOf
    const roots: RootFact[] = []
    for (const { path, facts } of files)
      for (const fact of facts) {
        if (fact.fact === 'import') {
          const own = this.#imports.get(path) ?? new Map()
          this.#imports.set(path, own.set(fact.local, fact))
        } else if (fact.fact === 'export') this.#exports.set(path, [...(this.#exports.get(path) ?? []), fact])
        else if (fact.fact === 'root') roots.push(fact)
        else if (fact.fact === 'router' || fact.fact === 'constant') this.#declare(path, fact.name)
      }
    roots.sort((a, b) => b.prefix.length - a.prefix.length)
    this.#tree = { has: (path) => tree.has(path), roots }
  }

  #declare(file: string, name: string): void {
    const own = this.#declared.get(file) ?? new Set()
    this.#declared.set(file, own.add(name))
    const holders = this.#holders.get(name) ?? []
    if (!holders.includes(file)) this.#holders.set(name, [...holders, file])
  }

  /** The declaration that `name` means in `file`; undefined when none is known. */
  find(file: string, name: string, depth = 0): Symbol | undefined {
    if (this.#declared.get(file)?.has(name)) return { file, name }
    if (depth > FARTHEST) return undefined
    return this.#imported(file, name, depth) ?? this.#around(file, name)
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
    if (depth > FARTHEST) return undefined
    const { base, suffix } = parts(name)
    const [head = '', ...rest] = base.split('.')
    const tail = rest.map((step) => `.${step}`).join('') + suffix
    for (const one of this.#exports.get(file) ?? []) {
      if (one.name === '*' && one.module) {
        const found = this.#inModule(file, one.module, name, depth)
        if (found) return found
      } else if (one.name === base || one.name === head) {
        const local = `${one.local}${one.name === base ? suffix : tail}`
        const found = one.module
          ? this.#inModule(file, one.module, local, depth)
          : this.find(file, local, depth)
        if (found) return found
      }
    }
    return this.find(file, name, depth)
  }

  #around(file: string, name: string): Symbol | undefined {
    const language = this.#languageOf(file)
    if (!language || language.scope === 'file') return undefined
    const holders = (this.#holders.get(name) ?? []).filter((one) => this.#languageOf(one) === language)
    const near = holders.find((one) => folderOf(one) === folderOf(file))
    if (near) return { file: near, name }
    const [only, another] = holders
    return language.scope === 'tree' && only && !another ? { file: only, name } : undefined
  }
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

function parts(name: string): { base: string; suffix: string } {
  const at = name.indexOf('(')
  return at < 0 ? { base: name, suffix: '' } : { base: name.slice(0, at), suffix: name.slice(at) }
}
