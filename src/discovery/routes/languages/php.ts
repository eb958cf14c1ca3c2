import { folderOf } from '../../source/folder-of.ts'
import type { SourceFile } from '../../source/source-file.ts'
import type { RootFact, RouteFact, RouteLanguage } from '../contract.ts'
import { symfonyConfig } from '../frameworks/symfony-config.ts'
import { phpHandlersIn } from './php-handlers.ts'

const CONFIG =
  /(^|\/)config\/(?:[\w-]+[_-])?(?:routes|routing|security)[\w/-]*\.ya?ml$|(^|\/)config\/packages\/(?:\w+\/)?security\.ya?ml$|(^|\/)Resources\/config\/rout\w+[\w/]*\.ya?ml$/
// How far above a file a path that starts at the application's folder is looked for.
const FARTHEST = 12

/** PHP: classes by PSR-4 from composer.json. Names of namespaces are written with dots. Files that others include are `file:` modules. */
export const php: RouteLanguage = {
  id: 'php',
  scope: 'tree',
  wants: (path) =>
    (/\.php$/.test(path) && !/\.blade\.php$/.test(path)) ||
    /(^|\/)composer\.json$/.test(path) ||
    CONFIG.test(path),
  symbols(file) {
    if (file.name === 'composer.json') return manifest(file)
    if (/\.ya?ml$/.test(file.name)) return symfonyConfig(file)
    return [...usesOf(file.text), ...constantsOf(file.text), ...phpHandlersIn(file)]
  },
  resolve(from, module, tree) {
    if (module.startsWith('file:')) return includedFile(from, module.slice(5), tree)
    return classFiles(module, tree)
  },
}

interface Tree {
  has(path: string): boolean
  roots: readonly RootFact[]
}

/** A path of the application, looked for beside the file and in the folders above it. */
function includedFile(from: string, path: string, tree: Tree): string[] {
  let folder = folderOf(from)
  for (let step = 0; step < FARTHEST; step++) {
    const file = folder ? `${folder}/${path}` : path
    if (tree.has(file)) return [file]
    if (folder === '') return []
    folder = folderOf(folder)
  }
  return []
}

function classFiles(module: string, tree: Tree): string[] {
  return tree.roots
    .filter(({ prefix }) => prefix.endsWith('.') && module.startsWith(prefix))
    .map(({ prefix, folder }) =>
      [folder, `${module.slice(prefix.length).replace(/\./g, '/')}.php`].filter(Boolean).join('/'),
    )
    .filter((path) => tree.has(path))
}

/** composer.json. Source: https://getcomposer.org/doc/04-schema.md */
function manifest(file: SourceFile): RouteFact[] {
  const whole = tableOf(JSON.parse(file.text))
  const loaded = tableOf(tableOf(whole.autoload)['psr-4'])
  const roots = Object.entries(loaded).flatMap(([prefix, folders]) =>
    (Array.isArray(folders) ? folders : [folders]).flatMap((folder): RouteFact[] =>
      typeof folder === 'string' && prefix
        ? [
            {
              fact: 'root',
              prefix: `${prefix.replace(/\\+$/, '').replace(/\\/g, '.')}.`,
              folder: [file.folder, folder.replace(/^\.\/|\/+$/g, '')].filter(Boolean).join('/'),
            },
          ]
        : [],
    ),
  )
  const asked = Object.keys(tableOf(whole.require))
  const own = typeof whole.name === 'string' ? [whole.name] : []
  return [...roots, ...[...own, ...asked].map((name) => ({ fact: 'dependency' as const, name }))]
}

const tableOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}

/** `use A\B as C;` and `use A\{B, C as D};` */
function usesOf(text: string): RouteFact[] {
  return [
    ...text.matchAll(/^use\s+(?!function|const)([\w\\]+)(?:\s*\{([^}]{0,4000})\})?(?:\s+as\s+(\w+))?\s*;/gm),
  ].flatMap(([, path = '', group, alias]) =>
    (group ? group.split(',').map((one) => one.trim()) : ['']).flatMap((one): RouteFact[] => {
      const [, inner = '', innerAlias] = /^([\w\\]*)(?:\s+as\s+(\w+))?$/.exec(one) ?? []
      const whole = `${path}${group ? inner : ''}`.replace(/^\\/, '')
      const name = whole.split('\\').pop() ?? ''
      return name
        ? [{ fact: 'import', local: innerAlias ?? alias ?? name, module: whole.replace(/\\/g, '.'), name }]
        : []
    }),
  )
}

/** Constants of a class, as `Class.NAME`. */
function constantsOf(text: string): RouteFact[] {
  const owner = /^(?:final |abstract |readonly )*(?:class|interface|enum|trait)\s+(\w+)/m.exec(text)?.[1]
  return [...text.matchAll(/\bconst\s+(?:string\s+)?(\w+)\s*=\s*'([^'\\\n]{0,160})'/g)].map(
    ([, name = '', value = '']) => ({
      fact: 'constant' as const,
      name: owner ? `${owner}.${name}` : name,
      value,
    }),
  )
}
