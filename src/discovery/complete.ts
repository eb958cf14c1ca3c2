import { hostsToServices } from './called-hosts/hosts-to-services.ts'
import type { Discovery, Link, Owner } from './contract.ts'
import { dataOfEndpoints } from './data/data-of-endpoints.ts'
import { endpointsToDeployables } from './deployables/endpoints-to-deployables.ts'
import { imagesToDeployables } from './deployables/images-to-deployables.ts'
import { weaveFlows } from './flows/weave-flows.ts'
import { implementedOperations } from './implemented-operations.ts'
import { reachOfComponents } from './imports/reach-of-components.ts'
import { componentsOfDeployables } from './lockfiles/components-of-deployables.ts'
import { mergeEndpoints } from './merge-endpoints.ts'
import { nearestDeployable, parentOf } from './nearest-deployable.ts'
import { resolveLinks } from './resolve-links.ts'
import type { Contributors } from './source/source-tree.ts'

/**
 * Adds what only the whole tells: one endpoint for code and description, whose data it moves, what belongs to which deployable, who owns it.
 * `files` = paths of the tree.
 */
export function complete(
  whole: Discovery,
  contributors: Contributors,
  files: readonly string[] = [],
): Discovery {
  const { deployables, fields } = whole
  const homeOf = homesOf(deployables)
  const answered = implementedOperations(whole.endpoints, whole.implementations, homeOf)
  const named = dataOfEndpoints(mergeEndpoints(answered, homeOf), fields)
  const { components, imports } = reachOfComponents(whole)
  const resolved = resolveLinks(whole.links, whole.infrastructure, deployables)
  const built = [...resolved, ...imagesToDeployables(deployables, whole.infrastructure, resolved)]
  const links = hostsToServices(built, whole.infrastructure, homeOf)
  const flowing = weaveFlows({ ...whole, endpoints: named.endpoints, links, homeOf })
  const { endpoints, infrastructure, thirdParties } = flowing
  return {
    ...whole,
    components: componentsOfDeployables({ ...whole, components }, homeOf),
    imports: imports.map(({ uses: _, ...one }) => one),
    namespaces: [],
    flows: [],
    implementations: [],
    infrastructure,
    thirdParties,
    // `uses` was for this alone, as those of imports, the namespaces and the flows were.
    endpoints: endpoints.map(({ uses: _, ...endpoint }) => endpoint),
    owners: [...whole.owners, ...lately([...deployables.map(({ path }) => path), ...files], contributors)],
    links: uniqueLinks([
      ...links,
      ...endpointsToDeployables(endpoints),
      ...modelsToDeployables(homeOf, fields),
      ...named.links,
      ...flowing.links,
    ]),
  }
}

/** Those who changed a deployable most in the last commits, and who changed a file last. */
function lately(paths: readonly string[], contributors: Contributors): Owner[] {
  return paths.flatMap((path) => {
    const [owner] = contributors.get(path) ?? []
    return owner ? [{ path, owner, source: 'history' }] : []
  })
}

/** Folder of the nearest deployable at or above a file. */
function homesOf(deployables: Discovery['deployables']): (file: string) => string | undefined {
  const paths = new Set(deployables.map(({ path }) => path))
  return (file) => nearestDeployable(parentOf(file), paths)
}

/** `deployable:<path> contains model:<name>`: a model belongs to the deployable of its fields' file. */
const modelsToDeployables = (
  homeOf: (file: string) => string | undefined,
  fields: Discovery['fields'],
): Link[] =>
  fields.flatMap(({ model, file, line }): Link[] => {
    const home = homeOf(file)
    if (!model || home === undefined) return []
    return [
      {
        from: `deployable:${home}`,
        kind: 'contains',
        to: `model:${model}`,
        evidence: `${file}:${line}`,
        confidence: 0.9,
      },
    ]
  })

/** The surest of each link. */
function uniqueLinks(links: readonly Link[]): Link[] {
  const kept = new Map<string, Link>()
  for (const link of links) {
    const key = `${link.from}\n${link.kind}\n${link.to}`
    const known = kept.get(key)
    if (!known || known.confidence < link.confidence) kept.set(key, link)
  }
  return [...kept.values()]
}
