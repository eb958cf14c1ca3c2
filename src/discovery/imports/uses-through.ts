import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../syntax/line-of.ts'
import type { ImportFact } from './contract.ts'

/** What a local name stands for: a module (`prefix` is '') or something taken from it. */
export interface Binding {
  fact: ImportFact
  prefix: string
}

/** How a language reaches into what it imported. */
export interface Reaching {
  /** Kinds of nodes that are `name.member`. */
  member: readonly string[]
  /** Between a name and its member, as a regular expression. */
  dot: string
  /** Kinds of nodes that give a name to a value; in their text `name` (first group) is made by `local` (second group). */
  assigned?: { kinds: readonly string[]; pattern: (locals: string) => string }
}

const MOST_USES = 200
const NAME = '[\\w$]+'

const anyOf = (names: Iterable<string>): string =>
  `(?:${[...names].map((name) => name.replace(/[$\\]/g, '\\$&')).join('|')})`

const ofKinds = (kinds: readonly string[]) => ({
  rule: kinds.length === 1 ? { kind: kinds[0] as string } : { any: kinds.map((kind) => ({ kind })) },
})

/** Nodes of some kinds whose text a pattern fits: reading texts costs less than having the grammar compile the pattern. */
const fitting = (root: SgNode, kinds: readonly string[], pattern: RegExp): SgNode[] =>
  root.findAll(ofKinds(kinds)).filter((node) => pattern.test(node.text()))

/** Adds to each import what is used through its local names, and what is called on values that it made, one step on. */
export function usesThrough(root: SgNode, bindings: ReadonlyMap<string, Binding>, how: Reaching): void {
  if (bindings.size === 0) return
  const { member, dot, assigned } = how
  const cut = new RegExp(dot)
  const text = root.text()
  const locals = anyOf(bindings.keys())
  // Most files use what they import otherwise.
  const reaches = (names: string): boolean => new RegExp(`(?<![\\w$])${names}${dot}`).test(text)
  const direct = reaches(locals)
  const through = new RegExp(`^${locals}(?:${dot}${NAME}){1,2}$`)
  for (const node of direct ? fitting(root, member, through) : []) {
    const [local = '', ...rest] = node.text().split(cut)
    const binding = bindings.get(local)
    if (binding) addUse(binding.fact, [binding.prefix, ...rest].filter(Boolean).join('.'), lineOf(node))
  }
  const makes = new RegExp(`=\\s*(?:await\\s+)?(?:new\\s+)?[&*]?${locals}\\b`)
  if (!assigned || !(direct || makes.test(text))) return
  const made = new Map<string, ImportFact>()
  const reading = new RegExp(assigned.pattern(locals))
  for (const node of fitting(root, assigned.kinds, reading)) {
    const [, name, local] = reading.exec(node.text()) ?? []
    const fact = local && bindings.get(local)?.fact
    if (name && fact && !bindings.has(name)) made.set(name, fact)
  }
  if (made.size === 0 || !reaches(anyOf(made.keys()))) return
  for (const node of fitting(root, member, new RegExp(`^${anyOf(made.keys())}${dot}${NAME}$`))) {
    const [name = '', called] = node.text().split(cut)
    const fact = made.get(name)
    if (fact && called) addUse(fact, `*.${called}`, lineOf(node))
  }
}

/** Notes a use once, up to a bound. */
export function addUse(fact: ImportFact, name: string, line: number): void {
  if (name && fact.uses.length < MOST_USES && !fact.uses.some(([known]) => known === name))
    fact.uses.push([name, line])
}
