import type { SourceFile } from '../../source/source-file.ts'
import type { DependencyFact, RootFact, RouteFact } from '../contract.ts'
import { joinFolder } from './javascript-modules.ts'

type Json = Record<string, unknown>

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const rootOf = (prefix: string, folder: string): RootFact => ({ fact: 'root', prefix, folder })

/** Dependencies of a package.json and the name that others ask for it by; paths of a tsconfig.json. */
export function manifestFacts(file: SourceFile): RouteFact[] {
  const said: unknown = JSON.parse(file.name === 'package.json' ? file.text : withoutComments(file.text))
  if (!isJson(said)) throw new Error(`${file.name} is not an object`)
  return file.name === 'package.json' ? packageFacts(said, file.folder) : pathFacts(said, file.folder)
}

const DEPENDENCIES = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']

function packageFacts(said: Json, folder: string): RouteFact[] {
  const names = new Set(DEPENDENCIES.flatMap((key) => (isJson(said[key]) ? Object.keys(said[key]) : [])))
  const facts: RouteFact[] = [...names].map((name): DependencyFact => ({ fact: 'dependency', name }))
  if (typeof said.name === 'string' && said.name) {
    for (const entry of entriesOf(said)) facts.push(rootOf(said.name, joinFolder(folder, entry)))
    facts.push(
      rootOf(said.name, folder),
      rootOf(`${said.name}/`, folder),
      rootOf(`${said.name}/`, joinFolder(folder, 'src')),
    )
  }
  if (isJson(said.imports))
    for (const [key, target] of Object.entries(said.imports)) {
      const path = firstText(target)
      if (path) facts.push(...rootsOf(key, joinFolder(folder, path)))
    }
  return facts
}

/** Files by which a package is entered, as its manifest says: the sources first where it names them. */
function entriesOf(said: Json): string[] {
  const exports_ = isJson(said.exports) && isJson(said.exports['.']) ? said.exports['.'] : said.exports
  return [said.source, said.types, said.module, said.main, firstText(exports_)].filter(
    (one): one is string => typeof one === 'string' && one !== '',
  )
}

function firstText(value: unknown, depth = 0): string | undefined {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return firstText(value[0], depth + 1)
  if (!isJson(value) || depth > 4) return undefined
  for (const one of Object.values(value)) {
    const found = firstText(one, depth + 1)
    if (found) return found
  }
  return undefined
}

function pathFacts(said: Json, folder: string): RootFact[] {
  const options = isJson(said.compilerOptions) ? said.compilerOptions : {}
  const base = typeof options.baseUrl === 'string' ? joinFolder(folder, options.baseUrl) : undefined
  const facts = base === undefined ? [] : [rootOf('', base)]
  if (isJson(options.paths))
    for (const [key, targets] of Object.entries(options.paths))
      for (const target of Array.isArray(targets) ? targets : [])
        if (typeof target === 'string') facts.push(...rootsOf(key, joinFolder(base ?? folder, target)))
  return facts
}

/** `@/*` → everything that begins with `@/`; a name without star is one module. */
const rootsOf = (key: string, target: string): RootFact[] =>
  key === '*'
    ? [rootOf('', target.replace(/\/?\*.*$/, ''))]
    : [rootOf(key.replace(/\*.*$/, ''), target.replace(/\/?\*.*$/, ''))]

/** JSON as TypeScript reads it: with comments, and commas behind the last item. */
const withoutComments = (text: string): string =>
  text
    .replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (one) => (one.startsWith('"') ? one : ' '))
    .replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (one) => (one.startsWith('"') ? one : ''))
