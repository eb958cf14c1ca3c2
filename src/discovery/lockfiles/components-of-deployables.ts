import type { Deployable, DiscoveredComponent, Discovery } from '../contract.ts'

/** Which deployable each component belongs to: the one that its lockfile or its only user lies in. */
export function componentsOfDeployables(
  { components, deployables }: Pick<Discovery, 'components' | 'deployables'>,
  homeOf: (file: string) => string | undefined,
): DiscoveredComponent[] {
  const named = new Map(deployables.map((one) => [one.path, one]))
  return components.map((one) => {
    const deployable = homeOf(one.deployable === '.' ? 'lock' : `${one.deployable}/lock`) ?? '.'
    return { ...one, ...(one.root ? nameOf(one, named.get(one.deployable)) : {}), deployable }
  })
}

/** A root that no manifest names has its folder for a name: the deployable's is better. */
const nameOf = ({ name, deployable }: DiscoveredComponent, known: Deployable | undefined) =>
  name === deployable && known ? { name: known.name } : {}
