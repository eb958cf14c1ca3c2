import { parse } from 'smol-toml'
import { folderOf } from '../../source/folder-of.ts'
import type { SourceFile } from '../../source/source-file.ts'
import type { RootFact, RouteFact, RouteLanguage } from '../contract.ts'
import { rustHandlersIn } from './rust-handlers.ts'

// `use` trees inside of trees, and the names in one: more is generated.
const DEEPEST = 8
const MOST_NAMES = 500

/** Rust: modules are files below `src`, crates of a workspace are named by their Cargo.toml. Read by text: most files need no tree. */
export const rust: RouteLanguage = {
  id: 'rust',
  scope: 'tree',
  wants: (path) => path.endsWith('.rs') || /(^|\/)Cargo\.toml$/.test(path),
  symbols: (file) =>
    file.name === 'Cargo.toml'
      ? manifest(file)
      : [...modulesOf(file.text), ...usesOf(file.text), ...constantsOf(file.text), ...rustHandlersIn(file)],
  resolve: filesOf,
  tests: testModules,
}

const TESTS =
  /^([ \t]*)#\[cfg\((?:all\()?test\b[^\n]*\n(?:\s*(?:#\[|\/\/)[^\n]*\n)*\s*(?:pub(?:\([^)\n]*\))?\s+)?mod\s+\w+\s*\{/gm

/** `#[cfg(test)] mod tests { … }`: up to the brace that stands below its attribute, which formatters see to. */
function testModules(text: string): [number, number][] {
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length
  return [...text.matchAll(TESTS)].map((found) => {
    const end = text.indexOf(`\n${found[1]}}`, found.index + found[0].length)
    return [lineAt(found.index), end < 0 ? Number.POSITIVE_INFINITY : lineAt(end + 1)]
  })
}

type Table = Record<string, unknown>
const tableOf = (value: unknown): Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : {}

/** Cargo.toml: the crate's name and what it asks for. Source: https://doc.rust-lang.org/cargo/reference/manifest.html */
function manifest(file: SourceFile): RouteFact[] {
  const whole = parse(file.text) as Table
  const crate = tableOf(whole.package).name
  const lists = [whole.dependencies, tableOf(whole.workspace).dependencies]
  const targets = Object.values(tableOf(whole.target)).map((one) => tableOf(one).dependencies)
  const asked = [...lists, ...targets].flatMap((one) => Object.keys(tableOf(one)))
  const src = [file.folder, 'src'].filter(Boolean).join('/')
  return [
    ...(typeof crate === 'string'
      ? [{ fact: 'root' as const, prefix: crate.replace(/-/g, '_'), folder: src }]
      : []),
    ...asked.map((name) => ({ fact: 'dependency' as const, name })),
  ]
}

const MODULE = /^([ \t]*)(?:pub(?:\([^)\n]*\))?\s+)?mod\s+(\w+)\s*([;{])/gm

/** `mod api;` is a file beside; inside of `mod v1 { … }`, which formatters indent, it is one below `v1`. */
function modulesOf(text: string): RouteFact[] {
  const open: { indent: number; name: string; end: number }[] = []
  return [...text.matchAll(MODULE)].flatMap(({ 1: space = '', 2: name = '', 3: sign, index }) => {
    while (open.length > 0 && (open.at(-1)?.end ?? 0) < index) open.pop()
    if (sign === '{') {
      const end = text.indexOf(`\n${space}}`, index)
      open.push({ indent: space.length, name, end: end < 0 ? text.length : end })
      return []
    }
    const around = open.filter(({ indent }) => indent < space.length).map((one) => one.name)
    return [{ fact: 'import' as const, local: name, module: ['self', ...around, name].join('::'), name: '*' }]
  })
}

const constantsOf = (text: string): RouteFact[] =>
  [...text.matchAll(/\b(?:const|static)\s+(\w+)\s*:\s*&(?:'static\s+)?str\s*=\s*"([^"\\\n]{0,160})"/g)].map(
    ([, name = '', value = '']) => ({ fact: 'constant' as const, name, value }),
  )

function usesOf(text: string): RouteFact[] {
  const facts: RouteFact[] = []
  for (const [, open, tree = ''] of text.matchAll(/^[ \t]*(pub(?:\([^)\n]*\))?\s+)?use\s+([^;]{1,8000});/gm))
    for (const { path, local } of leaves(
      tree
        .replace(/\/\/[^\n]*/g, '')
        .replace(/\s+as\s+/g, '@')
        .replace(/\s+/g, ''),
      0,
    )) {
      if (facts.length > MOST_NAMES) return facts
      const steps = path.split('::').filter(Boolean)
      const last = steps.pop()
      if (!last || last === '_') continue
      const module = steps.join('::')
      if (last === '*') facts.push({ fact: 'export', name: '*', local: '*', module })
      else if (last === 'self')
        facts.push({ fact: 'import', local: local ?? steps.at(-1) ?? '', module, name: '*' })
      else
        facts.push({
          fact: 'import',
          local: local ?? last,
          module: module || last,
          name: module ? last : '*',
        })
      if (open && last !== '*') facts.push({ fact: 'export', name: local ?? last, local: local ?? last })
    }
  return facts
}

/** `a::{b, c::{self, d@e}}` as whole paths. */
function leaves(tree: string, depth: number): { path: string; local?: string }[] {
  if (depth > DEEPEST) return []
  const open = tree.indexOf('{')
  if (open < 0) {
    const [path = '', local] = tree.split('@')
    return path ? [{ path, ...(local ? { local } : {}) }] : []
  }
  const front = tree.slice(0, open)
  const inner = tree.slice(open + 1, tree.lastIndexOf('}'))
  return splitTop(inner).flatMap((one) =>
    leaves(one, depth + 1).map((leaf) => ({ ...leaf, path: `${front}${leaf.path}` })),
  )
}

function splitTop(text: string): string[] {
  const parts: string[] = []
  let [depth, start] = [0, 0]
  for (let at = 0; at <= text.length; at++) {
    const one = text[at]
    if (one === '{') depth++
    else if (one === '}') depth--
    else if (at === text.length || (one === ',' && depth === 0)) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  return parts.filter(Boolean)
}

interface Tree {
  has(path: string): boolean
  roots: readonly RootFact[]
}

/** Files that a module path may mean, the whole path first, then what holds its end as an item. */
function filesOf(from: string, module: string, tree: Tree): string[] {
  const steps = module.split('::')
  let folder = moduleFolder(from)
  const first = steps[0] ?? ''
  const crate = tree.roots.find((one) => one.prefix === first)
  if (first === 'crate') {
    folder = crateFolder(from, tree)
    steps.shift()
  } else if (first === 'self') steps.shift()
  else if (first !== 'super' && crate) {
    folder = crate.folder
    steps.shift()
  }
  while (steps[0] === 'super') {
    folder = folderOf(folder)
    steps.shift()
  }
  const found: string[] = []
  for (let length = steps.length; length >= 0; length--) {
    const base = [folder, ...steps.slice(0, length)].filter(Boolean).join('/')
    const names = [
      `${base}.rs`,
      `${base}/mod.rs`,
      ...(length === 0 ? [`${base}/lib.rs`, `${base}/main.rs`] : []),
    ]
    found.push(...names.filter((one) => tree.has(one)))
    if (found.length > 0 && length < steps.length) break
  }
  return found
}

/** The folder in which the modules of a file lie. */
const moduleFolder = (file: string): string =>
  /(^|\/)(mod|lib|main)\.rs$/.test(file) ? folderOf(file) : file.replace(/\.rs$/, '')

function crateFolder(file: string, tree: Tree): string {
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    const manifest = folder ? `${folder}/Cargo.toml` : 'Cargo.toml'
    if (tree.has(manifest)) return folder ? `${folder}/src` : 'src'
    if (folder === '') return 'src'
  }
}
