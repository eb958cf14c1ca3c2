import { at, listOf, recordOf, textOf } from '../../formats/infrastructure/plain.ts'
import type { FileFacts, Unit } from '../contract.ts'
import { folderOf } from '../source/folder-of.ts'
import { isOwnCode } from '../source/own-code.ts'
import type { SourceFile } from '../source/source-file.ts'
import { type LanguageId, languageOf } from '../syntax/languages.ts'
import type { ImportedModule, ImportReader, ImportsFact } from './contract.ts'
import { csharpImports } from './languages/csharp.ts'
import { goImports } from './languages/go.ts'
import { javascriptImports } from './languages/javascript.ts'
import { jvmImports } from './languages/jvm.ts'
import { phpImports } from './languages/php.ts'
import { pythonImports } from './languages/python.ts'
import { rubyImports } from './languages/ruby.ts'
import { rustImports } from './languages/rust.ts'

const READERS: Partial<Record<LanguageId, ImportReader>> = {
  typescript: javascriptImports,
  tsx: javascriptImports,
  python: pythonImports,
  go: goImports,
  java: jvmImports,
  kotlin: jvmImports,
  csharp: csharpImports,
  ruby: rubyImports,
  php: phpImports,
  rust: rustImports,
}

const COMPOSER = /(?:^|\/)composer\.lock$/

const readerOf = (path: string): ImportReader | undefined => READERS[languageOf(path) ?? 'sql']

/** Which packages the code of the tree imports, and what it uses of them. Tests and vendored code are not what runs. */
export const imports: Unit<ImportsFact> = {
  id: 'imports',
  version: 1,
  wants: (path) => (readerOf(path) !== undefined || COMPOSER.test(path)) && isOwnCode(path),
  mentions: /\b(?:import|require|use|using|extern|from)\b|[A-Z]\w*(?:::|\.)|autoload/,
  read: (file) => (COMPOSER.test(file.path) ? namespacesOf(file) : (readerOf(file.path)?.(file) ?? [])),
  join: (files) => {
    const unknowable = files.flatMap(({ path, facts }) =>
      facts.flatMap((fact) => (fact.fact === 'unknowable' ? [{ where: `${path}:${fact.line}` }] : [])),
    )
    const [first] = unknowable
    return {
      imports: modulesOf(files),
      namespaces: files.flatMap(({ facts }) =>
        facts.flatMap((fact) =>
          fact.fact === 'namespaces' ? [{ package: fact.package, prefixes: fact.prefixes }] : [],
        ),
      ),
      problems: first
        ? [
            {
              where: first.where,
              message: `${unknowable.length} imports are put together while the code runs: what they load can't be told from the source.`,
            },
          ]
        : [],
    }
  },
}

/** Folder by folder, what its files import. */
function modulesOf(files: readonly FileFacts<ImportsFact>[]): ImportedModule[] {
  const modules = new Map<string, ImportedModule>()
  for (const { path, facts } of files) {
    const folder = folderOf(path)
    const seen = new Set<string>()
    for (const fact of facts) {
      if (fact.fact !== 'import' && fact.fact !== 'all') continue
      const module = fact.fact === 'all' ? 'Bundler.require' : fact.module
      const key = `${folder}\n${fact.ecosystem}\n${module}`
      const known = modules.get(key) ?? {
        ecosystem: fact.ecosystem,
        module,
        folder,
        file: path,
        line: fact.line,
        count: 0,
        uses: {},
      }
      const { uses = {} } = known
      modules.set(key, known)
      if (!seen.has(key)) known.count++
      seen.add(key)
      if (fact.fact === 'all') known.all = true
      else for (const [name, line] of fact.uses) uses[name] ??= `${path}:${line}`
    }
  }
  return [...modules.values()]
}

/** https://getcomposer.org/doc/04-schema.md#autoload */
function namespacesOf({ text }: SourceFile): ImportsFact[] {
  return listOf(at(JSON.parse(text), 'packages')).flatMap((entry): ImportsFact[] => {
    const name = textOf(at(entry, 'name'))
    const prefixes = [
      ...Object.keys(recordOf(at(entry, 'autoload', 'psr-4'))),
      ...Object.keys(recordOf(at(entry, 'autoload', 'psr-0'))),
    ].filter(Boolean)
    return name && prefixes.length > 0 ? [{ fact: 'namespaces', package: name.toLowerCase(), prefixes }] : []
  })
}
