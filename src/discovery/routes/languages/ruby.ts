import type { DependencyFact, RouteFact, RouteLanguage } from '../contract.ts'
import { rackMounts } from './ruby-rack.ts'

const MANIFEST = /(?:^|\/)(?:Gemfile|gems\.rb|[\w.-]+\.gemspec)$/
const GEM = /^[ \t]*(?:gem|\w+\.add_(?:runtime_)?dependency)[ \t(]+["']([\w.-]{1,60})["']/gm
const REQUIRE = /^[ \t]*require[ \t(]+["']([\w./-]{1,80})["']/gm

/** Ruby: gems of the manifests, and what files require. Constants are found anywhere in the tree, as autoloading does. */
export const ruby: RouteLanguage = {
  id: 'ruby',
  wants: (path) => path.endsWith('.rb') || MANIFEST.test(path) || /(?:^|\/)config\.ru$/.test(path),
  symbols(file): RouteFact[] {
    if (file.name.endsWith('.ru')) return rackMounts(file)
    if (MANIFEST.test(file.path))
      return [...new Set([...file.text.matchAll(GEM)].map(([, name = '']) => name))].map(
        (name): DependencyFact => ({ fact: 'dependency', name }),
      )
    const modules = [...file.text.matchAll(REQUIRE)].map(([, name = '']) => name)
    // Routes and controllers of Rails require nothing: their place and their words tell.
    if (/\.routes\.draw\b/.test(file.text)) modules.push('rails')
    return modules.map((module) => ({ fact: 'import', local: `require ${module}`, module, name: '*' }))
  },
  resolve: (from, module, tree) => {
    const folder = from.slice(0, Math.max(0, from.lastIndexOf('/')))
    return [`${folder ? `${folder}/` : ''}${module}.rb`, `lib/${module}.rb`, `${module}.rb`].filter((one) =>
      tree.has(one),
    )
  },
  scope: 'tree',
}
