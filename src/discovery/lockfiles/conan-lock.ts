import { at, listOf, type Plain, recordOf, textOf, textsOf } from '../../formats/infrastructure/plain.ts'
import type { LockedPackage, LockedRoot, LockReader, Scope } from './contract.ts'
import { lock } from './lock.ts'

/** conan.lock of Conan 2 (lists of references) and 1 (a graph). https://docs.conan.io/2/tutorial/versioning/lockfiles.html */
export const conanLock: LockReader = {
  wants: /(?:^|\/)conan\.lock$/,
  read({ text, folder }) {
    const whole = JSON.parse(text) as Plain
    const nodes = at(whole, 'graph_lock', 'nodes')
    if (nodes !== undefined) return [graphLock(nodes, folder)]
    const lists: [string, Scope][] = [
      ['requires', 'runtime'],
      ['build_requires', 'development'],
      ['python_requires', 'development'],
    ]
    const packages = lists.flatMap(([list, scope]) =>
      textsOf(at(whole, list) ?? []).flatMap((said) => {
        const one = referenceOf(said)
        return one ? [{ key: `${scope} ${said}`, type: 'conan', ...one, scope }] : []
      }),
    )
    return [lock(packages, { roots: [{ folder, uses: [] }] })]
  },
}

function graphLock(nodes: Plain, folder: string) {
  const packages: LockedPackage[] = []
  const roots: LockedRoot[] = []
  for (const [key, node] of Object.entries(recordOf(nodes))) {
    const uses = listOf(at(node, 'requires')).flatMap((one) => textOf(one) ?? [])
    const build = listOf(at(node, 'build_requires')).flatMap((one) => textOf(one) ?? [])
    const one = referenceOf(textOf(at(node, 'ref')) ?? '')
    if (one && textOf(at(node, 'path')) === undefined)
      packages.push({ key, type: 'conan', ...one, uses: [...uses, ...build] })
    else
      roots.push({
        key,
        folder,
        ...(one?.name ? { name: one.name } : {}),
        uses: [
          ...uses.map((use) => ({ key: use, scope: 'runtime' as const })),
          ...build.map((use) => ({ key: use, scope: 'development' as const })),
        ],
      })
  }
  return lock(packages, { roots })
}

/** `name/version@user/channel#recipe%time`. */
function referenceOf(said: string) {
  const [, name, version, user, channel] =
    /^([\w.+-]{1,200})\/([^@#%:]{1,200})(?:@([^/#%]*)(?:\/([^#%]*))?)?/.exec(said) ?? []
  if (!name || !version) return undefined
  const named = user && user !== '_' && channel
  return { name, version, ...(named ? { qualifiers: { user, channel } } : {}) }
}
