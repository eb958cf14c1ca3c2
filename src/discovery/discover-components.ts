import { complete } from './complete.ts'
import { asAny, type DiscoveryProblem } from './contract.ts'
import { deployables } from './deployables/index.ts'
import { isManifest } from './deployables/manifests/index.ts'
import { type DiscoveredTree, textOf } from './discover.ts'
import { isDockerfile } from './infrastructure/dockerfile/read-dockerfile.ts'
import { joinFacts } from './join-facts.ts'
import { lockfiles } from './lockfiles/index.ts'
import { namedByTree } from './named-by-tree.ts'
import { type KeptFacts, readFacts } from './read-facts.ts'
import { SourceFile } from './source/source-file.ts'
import { type SourceTree, TREE_LIMITS } from './source/source-tree.ts'

const UNITS = [asAny(lockfiles), asAny(deployables)]

/** What decides on components: lockfiles and manifests; no code. */
const wants = (path: string): boolean =>
  lockfiles.wants(path) || ((isManifest(path) || isDockerfile(path)) && deployables.wants(path))

export type DiscoveredComponents = Pick<
  DiscoveredTree,
  'where' | 'deployables' | 'components' | 'dependencies' | 'problems'
>

/**
 * The components of a tree alone, as `discover` finds them among all else. These files are few and read by parsers of data only, so it is
 * done right here and not in processes of its own.
 */
export async function discoverComponents(tree: SourceTree): Promise<DiscoveredComponents> {
  const problems: DiscoveryProblem[] = [...tree.problems]
  const facts = new Map<string, KeptFacts>()
  for (const entry of tree.entries) {
    if (!wants(entry.path)) continue
    const read = await textOf(entry, TREE_LIMITS, problems)
    if (read) facts.set(entry.path, readFacts(UNITS, new SourceFile(entry.path, read.text)))
  }
  const paths = tree.entries.map(({ path }) => path)
  const whole = namedByTree(complete(joinFacts(UNITS, facts, paths, problems), new Map()), tree.where.name)
  const { deployables: found, components, dependencies } = whole
  return { where: tree.where, deployables: found, components, dependencies, problems: whole.problems }
}
