import { purlOf } from '../../formats/values/purl.ts'
import type { Dependency } from '../../model/component.ts'
import type { Deployable, DiscoveredComponent, Discovery, Pipeline } from '../contract.ts'
import { rootRef } from './assemble.ts'

/** Which deployable each component belongs to, and the actions that pipelines run, which no lockfile pins. */
export function componentsOfDeployables(
  { components, dependencies, deployables, pipelines }: Discovery,
  homeOf: (file: string) => string | undefined,
): Pick<Discovery, 'components' | 'dependencies'> {
  const named = new Map(deployables.map((one) => [one.path, one]))
  const placed = components.map((one): DiscoveredComponent => {
    const deployable = homeOf(one.deployable === '.' ? 'lock' : `${one.deployable}/lock`) ?? '.'
    return one.root
      ? { ...one, ...nameOf(one, named.get(one.deployable)), deployable }
      : { ...one, deployable }
  })
  const actions = actionsOf(pipelines)
  if (actions.length === 0) return { components: placed, dependencies }
  const root = rootRef('')
  const roots = placed.some(({ ref }) => ref === root)
    ? []
    : [rootOf(root, named.get('.'), actions[0] as DiscoveredComponent)]
  return {
    components: [...roots, ...placed, ...actions],
    dependencies: withEdges(
      dependencies,
      root,
      actions.map(({ ref }) => ref),
    ),
  }
}

/** A root that no manifest names has its folder for a name: the deployable's is better. */
const nameOf = ({ name, deployable }: DiscoveredComponent, known: Deployable | undefined) =>
  name === deployable && known && known.name !== '' ? { name: known.name } : {}

const rootOf = (
  ref: string,
  known: Deployable | undefined,
  { path }: DiscoveredComponent,
): DiscoveredComponent => ({
  type: 'component',
  ref,
  name: known?.name ?? '.',
  componentType: 'application',
  ...(path ? { path } : {}),
  root: true,
  deployable: '.',
})

/** Actions and reusable workflows of GitHub by repository and ref; the folder inside of it is the subpath. They build, and are not in what runs. */
function actionsOf(pipelines: readonly Pipeline[]): DiscoveredComponent[] {
  const found = new Map<string, DiscoveredComponent>()
  for (const { system, actions } of pipelines) {
    if (system !== 'github-actions') continue
    for (const { name, ref: version, file } of actions) {
      const [, owner, repository] = /^([\w.-]+)\/([\w.-]+)(?:\/[^@]*)?$/.exec(name) ?? []
      if (!owner || !repository || owner === '.' || owner === '..') continue
      const purl = purlOf({ type: 'github', name: `${owner}/${repository}`, version })
      const ref = `${file}#${purl ?? name}`
      if (!purl || found.has(ref)) continue
      found.set(ref, {
        type: 'component',
        ref,
        name: `${owner}/${repository}`,
        ...(version ? { version } : {}),
        purl,
        componentType: 'library',
        scope: 'development',
        direct: true,
        path: file,
        deployable: '.',
      })
    }
  }
  return [...found.values()]
}

function withEdges(dependencies: readonly Dependency[], ref: string, more: string[]): Dependency[] {
  const known = dependencies.find((one) => one.ref === ref)
  const dependsOn = [...(known?.dependsOn ?? []), ...more]
  return [...dependencies.filter((one) => one !== known), { type: 'dependency', ref, dependsOn }]
}
