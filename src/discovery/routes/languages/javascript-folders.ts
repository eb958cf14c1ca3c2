import type { FileFacts, Tree } from '../../contract.ts'
import type { Mount, RouteFact } from '../contract.ts'
import { fillConstants } from '../names.ts'
import { joinFolder } from './javascript-modules.ts'

const OF_FILE = /file|name|route|base|module|value/i
const HOLE = /\{\w+\}/g
const SOURCE = /(?<!\.d)\.[cm]?[jt]sx?$/

/**
 * Routers that a loop over a folder's files mounts (`require(path.join(__dirname, file))`): each file of the folder, under the prefix, where
 * a name in it that stands for the file's becomes that.
 */
export function folderMounts(
  files: readonly FileFacts<RouteFact>[],
  tree: Tree,
  framework: string,
): FileFacts<RouteFact>[] {
  return files.flatMap(({ path, facts }) => {
    const mounts = facts.filter(
      (one): one is Mount =>
        one.fact === 'mount' && one.framework === framework && one.child.startsWith('folder '),
    )
    const more = mounts.flatMap((mount) => mountsOf(path, mount, tree))
    return more.length > 0 ? [{ path, facts: more }] : []
  })
}

function mountsOf(path: string, mount: Mount, tree: Tree): RouteFact[] {
  const from = path.slice(0, Math.max(0, path.lastIndexOf('/')))
  const [, written = '', suffix = ''] = /^folder ([^(]*)(.*)$/.exec(mount.child) ?? []
  const folder = joinFolder(from, written)
  return tree.paths.flatMap((one): RouteFact[] => {
    const own = one.slice(0, Math.max(0, one.lastIndexOf('/')))
    if (own !== folder || one === path || !SOURCE.test(one)) return []
    const stem = one.slice(own.length + (own ? 1 : 0)).replace(SOURCE, '')
    const called = stem.replace(/[.-]?(?:routes?|router|controller)$/i, '')
    const local = `file ${stem}`
    // A path from the root begins with a slash here.
    return [
      { fact: 'import', local, module: `/${one}`, name: '*' },
      {
        ...mount,
        child: `${local}${suffix}`,
        prefix: fillConstants(mount.prefix, (name) => (OF_FILE.test(name) ? called : undefined)).replace(
          HOLE,
          (hole) => (OF_FILE.test(hole) ? called : hole),
        ),
      },
    ]
  })
}
