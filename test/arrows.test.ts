// The house's rule of who may import whom (AGENTS.md). Read from the text of the imports: it needs no compiler.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

// A domain may import those above it in this list.
const DOMAINS = ['access', 'inventory', 'intel', 'findings', 'risk', 'remediation', 'watch', 'compliance']
const BELOW_DOMAINS = ['model', 'platform', 'formats', 'discovery', 'connectors', 'scanners']
const FACES = ['api', 'jobs', 'cli', 'editor', 'assistant']

/** What each folder of src/ may import besides itself; `x/y` = only that part of x. */
const MAY_IMPORT: Record<string, string[]> = {
  model: [],
  platform: [],
  formats: ['model'],
  discovery: ['model', 'platform', 'formats'],
  connectors: ['model', 'platform'],
  scanners: ['model', 'platform'],
  ...Object.fromEntries(DOMAINS.map((name, i) => [name, [...BELOW_DOMAINS, ...DOMAINS.slice(0, i)]])),
  ...Object.fromEntries(FACES.map((name) => [name, [...BELOW_DOMAINS, ...DOMAINS, 'api/contract']])),
  run: [...BELOW_DOMAINS, ...DOMAINS, ...FACES],
  main: ['cli', 'run'],
}

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

const sources = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(
      (file) =>
        /\.tsx?$/.test(file) && !/\.test\.tsx?$|(^|\/)test-/.test(file) && !file.includes('node_modules'),
    )
    .map((file) => join(folder, file))

const IMPORT =
  /^\s*(?:import|export)\s(type\s)?[^'"`;]*?from\s*'([^']+)'|^\s*import\s*'([^']+)'|\bimport\('([^']+)'\)/gm

const importsOf = (file: string): Import[] =>
  [...readFileSync(join(ROOT, file), 'utf8').matchAll(IMPORT)].map((match) => ({
    from: file,
    to: match[2] ?? match[3] ?? match[4] ?? '',
    typeOnly: match[1] !== undefined,
  }))

const isLocal = ({ to }: Import): boolean => to.startsWith('.')
const target = ({ from, to }: Import): string => relative(ROOT, resolve(ROOT, dirname(from), to))
const folderOf = (file: string): string => (file.split('/')[1] ?? '').replace(/\.tsx?$/, '')

const all = sources('src').flatMap(importsOf)

test('imports of src point up', () => {
  expect(all.length).toBeGreaterThan(100)
  const wrong = all
    .filter(isLocal)
    .filter((one) => {
      const [own, other] = [folderOf(one.from), folderOf(target(one))]
      const allowed = MAY_IMPORT[own] ?? []
      return own !== other && !allowed.some((name) => target(one).startsWith(`src/${name}/`))
    })
    .map((one) => `${one.from} may not import ${target(one)}`)
  expect(wrong).toEqual([])
})

test('model and formats touch neither disk nor network nor database', () => {
  const PURE = ['node:zlib', 'node:stream', 'node:string_decoder', 'node:util', 'node:crypto', 'node:buffer']
  const LIBRARIES = [
    'zod',
    'saxes',
    'htmlparser2',
    'csv-parse',
    'yaml',
    're2js',
    'yauzl',
    'packageurl-js',
    'ae-cvss-calculator',
  ]
  const wrong = all
    .filter((one) => !isLocal(one) && ['model', 'formats'].includes(folderOf(one.from)))
    .filter(({ to }) => !PURE.includes(to) && !LIBRARIES.includes(to.split('/')[0] ?? ''))
    .map(({ from, to }) => `${from} may not import ${to}`)
  expect(wrong).toEqual([])
})

test('no file needs itself', () => {
  const graph = new Map<string, string[]>()
  for (const one of all.filter((it) => isLocal(it) && !it.typeOnly))
    graph.set(one.from, [...(graph.get(one.from) ?? []), target(one)])
  const finished = new Set<string>()
  const circles: string[] = []
  const visit = (file: string, path: string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
    else if (!finished.has(file)) for (const next of graph.get(file) ?? []) visit(next, [...path, file])
    finished.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  expect(circles).toEqual([])
})

test('the web takes nothing but types from the contract and the words', () => {
  const wrong = sources('web')
    .flatMap(importsOf)
    .filter((one) => isLocal(one) && target(one).startsWith('src/'))
    .filter((one) => !one.typeOnly || !/^src\/(api\/contract|model)\//.test(target(one)))
    .map((one) => `${one.from} may not import ${target(one)}${one.typeOnly ? '' : ' but as type'}`)
  expect(wrong).toEqual([])
})
