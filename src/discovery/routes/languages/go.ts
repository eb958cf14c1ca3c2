import { folderOf } from '../../source/folder-of.ts'
import type { SourceFile } from '../../source/source-file.ts'
import type { ImportFact, RootFact, RouteFact, RouteLanguage } from '../contract.ts'
import { constantIn } from '../names.ts'
import { handlersIn } from './go-handlers.ts'

// Folders whose code only tests run, by Go's custom.
const TESTS = /(^|\/)(testdata|fixtures?|mocks?|testutils?|\w*test(?:s|ing)?(?:_\w+)?)\//
// A constant longer than this is no part of a path.
const LONGEST = 160
// Types that are worth following from a constructor or a field to their methods: they may hold routes or handlers.
const HOLDERS = /handler|controller|rout|api|serve?r|resource|endpoint|app|module|service|ctrl|web|http|conf/i

/** Go: packages are folders below the module that go.mod names. Read by line, not by tree: most files need no more than this. */
export const go: RouteLanguage = {
  id: 'go',
  scope: 'folder',
  wants: (path) =>
    (path.endsWith('.go') && !path.endsWith('_test.go') && !TESTS.test(path)) || /(^|\/)go\.mod$/.test(path),
  symbols: (file) => (file.name === 'go.mod' ? manifest(file) : source(file)),
  resolve(from, module, tree) {
    const folder = module === '.' ? folderOf(from) : folderOfPackage(module, tree.roots)
    if (folder === undefined) return []
    return tree.filesIn(folder).filter((path) => path.endsWith('.go') && !path.endsWith('_test.go'))
  },
}

function folderOfPackage(module: string, roots: readonly RootFact[]): string | undefined {
  const root = roots.find(({ prefix }) => module === prefix || module.startsWith(`${prefix}/`))
  if (!root) return undefined
  const rest = module.slice(root.prefix.length + 1)
  return [root.folder, rest].filter(Boolean).join('/')
}

/** go.mod: the module's name and what it asks for itself. Source: https://go.dev/ref/mod#go-mod-file */
function manifest(file: SourceFile): RouteFact[] {
  const module = /^module\s+"?([^\s"]+)/m.exec(file.text)?.[1]
  const direct = file.text.split('\n').filter((line) => !line.includes('// indirect'))
  const asked = direct.flatMap((line) => /^(?:require)?\s*([\w.-]+\.[\w.-]+\/\S+) v/.exec(line)?.[1] ?? [])
  return [
    ...(module ? [{ fact: 'root' as const, prefix: module, folder: file.folder }] : []),
    ...asked.map((name) => ({ fact: 'dependency' as const, name })),
  ]
}

function source(file: SourceFile): RouteFact[] {
  const { text } = file
  const imports = importsOf(text)
  return [
    ...imports,
    ...typesOf(text, imports),
    ...constantsOf(text),
    ...holdersOf(text),
    ...handlersIn(file),
  ]
}

/** Types that are another package's under a name of their own: what its fields hold is there. `type Server config.Server` */
const typesOf = (text: string, imports: readonly ImportFact[]): ImportFact[] =>
  [...text.matchAll(/^type (\w+) (?:= )?(\w+)\.(\w+)$/gm)].flatMap(([, local = '', from, name = '']) => {
    const module = imports.find((one) => one.local === from)?.module
    return module ? [{ fact: 'import', local, module, name }] : []
  })

/** Local name → import path of a Go file. */
export function importsOf(text: string): ImportFact[] {
  const blocks = [...text.matchAll(/^import\s*\(([^)]*)\)/gm)].map(([, block = '']) => block)
  const single = [...text.matchAll(/^import\s+((?:[\w.]+\s+)?"[^"\n]+")/gm)].map(([, line = '']) => line)
  return [...blocks.flatMap((block) => block.split('\n')), ...single].flatMap((line) => {
    const found = /^\s*(?:([\w.]+)\s+)?"([^"]+)"/.exec(line)
    if (!found) return []
    const [, alias, module = ''] = found
    const local = alias ?? packageName(module)
    return local === '_' || local === '.' ? [] : [{ fact: 'import' as const, local, module, name: '*' }]
  })
}

/** The name of a package by its path: the last element that is no version. */
export function packageName(module: string): string {
  const steps = module.split('/')
  if (steps.length > 1 && /^v\d+$/.test(steps.at(-1) as string)) steps.pop()
  return (steps.at(-1) as string).replace(/\.v\d+$/, '').replace(/^go-/, '')
}

function constantsOf(text: string): RouteFact[] {
  const blocks = [...text.matchAll(/^(?:const|var) \(\n([\s\S]*?)^\)/gm)].map(([, block = '']) => block)
  const lines = blocks.flatMap((block) => block.split('\n'))
  const single = [...text.matchAll(/^\s*(?:const|var) (\w.*)$/gm)].map(([, line = '']) => line)
  return [...lines, ...single].flatMap((line) => {
    if (line.length > LONGEST) return []
    const [, name, said = ''] = /^\s*(\w+)(?:\s+[\w.]+)?\s*=\s*(.+?)\s*(?:\/\/.*)?$/.exec(line) ?? []
    const value = textOf(said)
    return name && value !== undefined ? [{ fact: 'constant' as const, name, value }] : []
  })
}

/** `"/v1" + name` as a path with the names that are yet to be filled. */
function textOf(said: string): string | undefined {
  if (!/["`]/.test(said)) return undefined
  const parts = said.split('+').map((part) => part.trim())
  const texts = parts.map((part) => {
    const literal = /^(?:"([^"\\]*)"|`([^`]*)`)$/.exec(part)
    if (literal) return literal[1] ?? literal[2] ?? ''
    const method = /^http\.Method(\w+)$/.exec(part)?.[1]
    if (method) return method.toUpperCase()
    return /^[A-Za-z_][\w.]*$/.test(part) ? constantIn(part) : undefined
  })
  return texts.every((one) => one !== undefined) ? texts.join('') : undefined
}

/** What a constructor makes and a field holds, so that `h.Register(api)` finds the method of the type. */
function holdersOf(text: string): RouteFact[] {
  const makers = [...text.matchAll(/^func (\w+)\([^\n]*\)\s*\(?\*?([\w.]+)[^\n]*\{$/gm)]
    .filter(([, , type = '']) => /(^|\.)[A-Z]/.test(type) && HOLDERS.test(type))
    .map(([, name = '', type = '']) => ({ fact: 'export' as const, name, local: type }))
  const fields = [...text.matchAll(/^type (\w+) struct \{\n([\s\S]*?)^\}/gm)].flatMap(
    ([, owner, body = '']) =>
      body.split('\n').flatMap((line) => {
        const [, name, type = ''] = /^\s+(\w+)\s+\*?([\w.]+)\s*(?:`|\/\/|$)/.exec(line) ?? []
        return name && HOLDERS.test(type)
          ? [{ fact: 'export' as const, name: `${owner}.${name}`, local: type }]
          : []
      }),
  )
  const globals = [...text.matchAll(/^var (\w+) (?:= &?([\w.]+)[({]|\*?([\w.]+)$)/gm)]
    .map(([, name = '', made, typed]) => ({
      fact: 'export' as const,
      name,
      local: (made ?? typed) as string,
    }))
    .filter(({ local }) => HOLDERS.test(local))
  return [...makers, ...fields, ...globals].filter((one) => one.name !== one.local)
}
