import { parse as parseToml } from 'smol-toml'
import { parse as parseYaml } from 'yaml'
import { at, listOf, type Plain, recordOf, textOf, textsOf } from '../../../formats/infrastructure/plain.ts'
import type { SourceFile } from '../../source/source-file.ts'
import type { ManifestFact } from '../facts.ts'

type Said = Omit<ManifestFact, 'fact'>

const keysOf = (...records: Plain[]): string[] => records.flatMap((one) => Object.keys(recordOf(one)))

const json = (file: SourceFile): Plain => JSON.parse(file.text.replace(/^\uFEFF/, '')) as Plain

/** A name only where there is one: an absent field stays out of the fact. */
const named = (name: string | undefined): { name?: string } => (name ? { name } : {})

export function packageJson(file: SourceFile): Said | undefined {
  const value = json(file)
  const packages = keysOf(
    at(value, 'dependencies'),
    at(value, 'devDependencies'),
    at(value, 'peerDependencies'),
  )
  const start = textOf(at(value, 'scripts', 'start')) ?? textOf(at(value, 'scripts', 'serve'))
  const workspaces = at(value, 'workspaces') !== undefined
  const published = at(value, 'main') ?? at(value, 'exports') ?? at(value, 'module') ?? at(value, 'types')
  const locals = Object.values({
    ...recordOf(at(value, 'dependencies')),
    ...recordOf(at(value, 'devDependencies')),
  }).flatMap((version) => {
    const found = /^(?:file|link|portal):(.+)$/.exec(textOf(version) ?? '')
    return found ? [found[1] as string] : []
  })
  // A file that only says how modules are loaded is no package.
  if (keysOf(value).every((key) => key === 'type' || key === 'private' || key === 'sideEffects'))
    return undefined
  // One that only asks for tools of its developers holds the tools of the whole.
  const onlyTools = keysOf(at(value, 'dependencies')).length === 0 && !published
  const role = at(value, 'bin')
    ? 'executable'
    : workspaces || (onlyTools && !start)
      ? 'root'
      : start
        ? 'executable'
        : published && at(value, 'private') !== true
          ? 'library'
          : undefined
  return {
    language: packages.includes('typescript') ? 'TypeScript' : 'JavaScript',
    ...named(textOf(at(value, 'name'))),
    ...(role ? { role } : {}),
    packages: [...packages, ...(/\bnode\b|nodemon|tsx|ts-node|bun /.test(start ?? '') ? ['node:start'] : [])],
    locals,
  }
}

/** A project of an Nx workspace: what it needs stands at the root, what it is stands here. */
export function projectJson(file: SourceFile): Said | undefined {
  const value = json(file)
  const type = textOf(at(value, 'projectType'))
  if (!type) return undefined
  const name = textOf(at(value, 'name'))
  const executors = Object.values(recordOf(at(value, 'targets'))).flatMap(
    (one) => textOf(at(one, 'executor')) ?? [],
  )
  const site = executors.some((one) => /dev-server|angular|vite|webpack|react/.test(one))
  const role = /-e2e$/.test(name ?? file.folder)
    ? 'tests'
    : type === 'library'
      ? 'library'
      : site
        ? 'site'
        : 'executable'
  return { language: 'TypeScript', ...named(name), role, packages: [], locals: [] }
}

export function denoJson(file: SourceFile): Said {
  const value = parseYaml(file.text.replace(/^\s*\/\/.*$/gm, ''), { maxAliasCount: 10 }) as Plain
  return {
    language: 'TypeScript',
    ...named(textOf(at(value, 'name'))),
    packages: keysOf(at(value, 'imports')),
    locals: [],
  }
}

export function composerJson(file: SourceFile): Said {
  const value = json(file)
  const type = textOf(at(value, 'type'))
  return {
    language: 'PHP',
    ...named(textOf(at(value, 'name'))),
    ...(type === 'library'
      ? { role: 'library' as const }
      : type === 'project'
        ? { role: 'executable' as const }
        : {}),
    packages: keysOf(at(value, 'require'), at(value, 'require-dev')),
    locals: [],
  }
}

const toml = (file: SourceFile): Plain => parseToml(file.text) as unknown as Plain

export function cargo(file: SourceFile): Said {
  const value = toml(file)
  const dependencies = {
    ...recordOf(at(value, 'dependencies')),
    ...recordOf(at(value, 'workspace', 'dependencies')),
  }
  const bins = listOf(at(value, 'bin')).length > 0
  const role =
    at(value, 'package') === undefined
      ? 'root'
      : bins
        ? 'executable'
        : at(value, 'lib') !== undefined
          ? 'library'
          : undefined
  return {
    language: 'Rust',
    ...named(textOf(at(value, 'package', 'name'))),
    ...(role ? { role } : {}),
    packages: Object.keys(dependencies),
    locals: Object.values(recordOf(at(value, 'dependencies'))).flatMap(
      (one) => textOf(at(one, 'path')) ?? [],
    ),
  }
}

/** The package's name in a line of requirements: `Flask[async]>=2 ; python_version > "3"` → `flask`. */
export const requirementName = (line: string): string | undefined =>
  /^\s*([A-Za-z0-9][\w.-]{0,100})/.exec(line)?.[1]?.toLowerCase().replaceAll('_', '-')

export function pyproject(file: SourceFile): Said | undefined {
  const value = toml(file)
  const poetry = at(value, 'tool', 'poetry')
  const lines = [
    ...textsOf(at(value, 'project', 'dependencies')),
    ...Object.values(recordOf(at(value, 'project', 'optional-dependencies'))).flatMap(textsOf),
    ...keysOf(
      at(poetry, 'dependencies'),
      at(value, 'packages'),
      ...Object.values(recordOf(at(poetry, 'group'))).map((one) => at(one, 'dependencies')),
    ),
  ]
  const name = textOf(at(value, 'project', 'name')) ?? textOf(at(poetry, 'name'))
  // Settings of linters alone make no package.
  if (!name && lines.length === 0) return undefined
  const scripts = keysOf(at(value, 'project', 'scripts'), at(poetry, 'scripts')).length > 0
  return {
    language: 'Python',
    ...named(name),
    ...(scripts
      ? { role: 'executable' as const }
      : at(value, 'build-system')
        ? { role: 'library' as const }
        : {}),
    packages: lines.flatMap((line) => requirementName(line) ?? []),
    locals: Object.values(recordOf(at(poetry, 'dependencies'))).flatMap(
      (one) => textOf(at(one, 'path')) ?? [],
    ),
  }
}

export function pubspec(file: SourceFile): Said {
  const value = parseYaml(file.text, { maxAliasCount: 10 }) as Plain
  const packages = keysOf(at(value, 'dependencies'), at(value, 'dev_dependencies'))
  return {
    language: 'Dart',
    ...named(textOf(at(value, 'name'))),
    ...(packages.includes('flutter') ? { role: 'executable' as const } : {}),
    packages,
    locals: [],
  }
}
