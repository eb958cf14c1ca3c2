import type { ConstantFact, RouteFact, RouteLanguage } from '../contract.ts'
import { pythonConstants } from './python-constants.ts'
import { pythonImports } from './python-imports.ts'
import { isPythonManifest, pythonDependencies } from './python-manifests.ts'

// Where packages stand beside the file that imports them, when no folder above it holds them.
const SOURCE_ROOTS = ['', 'src/', 'app/', 'backend/', 'server/', 'api/', 'lib/', 'project/', 'apps/']

/** Python: imports and constants by line, without a syntax tree, since every file of an application has them. */
export const python: RouteLanguage = {
  id: 'python',
  wants: (path) => path.endsWith('.py') || isPythonManifest(path),
  symbols(file): RouteFact[] {
    if (isPythonManifest(file.path)) return pythonDependencies(file)
    const constants: ConstantFact[] = pythonConstants(file.text)
    return [...pythonImports(file.text), ...constants, ...instances(file.text, constants)]
  },
  resolve: (from, module, tree) => {
    const dots = /^\.*/.exec(module)?.[0].length ?? 0
    const path = module.slice(dots).replaceAll('.', '/')
    const folders = from.split('/').slice(0, -1)
    if (dots > 0) {
      if (dots - 1 > folders.length) return []
      return moduleFiles(folders.slice(0, folders.length - dots + 1).join('/'), path, tree)
    }
    for (let length = folders.length; length >= 0; length--)
      for (const root of SOURCE_ROOTS) {
        const found = moduleFiles(
          [...folders.slice(0, length), root.slice(0, -1)].filter(Boolean).join('/'),
          path,
          tree,
        )
        if (found.length > 0) return found
      }
    return []
  },
  submodule: (module, name) => (module.endsWith('.') ? `${module}${name}` : `${module}.${name}`),
  scope: 'file',
}

function moduleFiles(folder: string, path: string, tree: { has(path: string): boolean }): string[] {
  const base = [folder, path].filter(Boolean).join('/')
  const candidates =
    path === '' ? [`${base ? `${base}/` : ''}__init__.py`] : [`${base}.py`, `${base}/__init__.py`]
  return candidates.filter((one) => tree.has(one))
}

const INSTANCE =
  /^([A-Za-z_]\w*)[ \t]*(?::[^=\n]{1,80})?=[ \t]*([\w.]{0,80}?(?:[Ss]ettings|[Cc]onfig\w*|Options|Constants))\([^\n]{0,200}$/gm
const GIVEN =
  /^(?:async[ \t]+)?def[ \t]+(\w+)[ \t]*\([^()\n]{0,200}\)[ \t]*->[ \t]*["']?(\w*(?:Settings|Config\w*))["']?[ \t]*:/gm

/** `settings = Settings()`: what the class says, its instance says. Other files ask for it by the instance's name. */
function instances(text: string, constants: readonly ConstantFact[]): RouteFact[] {
  const facts: RouteFact[] = []
  for (const [, name = '', made = ''] of [...text.matchAll(INSTANCE), ...text.matchAll(GIVEN)].slice(0, 50)) {
    facts.push({ fact: 'export', name, local: made })
    for (const one of constants)
      if (one.name.startsWith(`${made}.`))
        facts.push({ fact: 'constant', name: `${name}${one.name.slice(made.length)}`, value: one.value })
  }
  return facts
}
