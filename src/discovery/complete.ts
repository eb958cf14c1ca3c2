import type { Discovery, Link, Owner } from './contract.ts'
import { dataOfEndpoints } from './data/data-of-endpoints.ts'
import { endpointsToDeployables } from './deployables/endpoints-to-deployables.ts'
import { imagesToDeployables } from './deployables/images-to-deployables.ts'
import { mergeEndpoints } from './merge-endpoints.ts'
import { resolveLinks } from './resolve-links.ts'
import type { Contributors } from './source/source-tree.ts'

/** Adds what only the whole tells: one endpoint for code and description, whose data it moves, what belongs to which deployable, who owns it. */
export function complete(whole: Discovery, contributors: Contributors): Discovery {
  const { endpoints, links: flows } = dataOfEndpoints(mergeEndpoints(whole.endpoints), whole.fields)
  const { deployables, infrastructure, fields } = whole
  const links = resolveLinks(whole.links, infrastructure, deployables)
  return {
    ...whole,
    // `uses` was for this alone.
    endpoints: endpoints.map(({ uses: _, ...endpoint }) => endpoint),
    owners: [...whole.owners, ...lately(deployables, contributors)],
    links: uniqueLinks([
      ...links,
      ...imagesToDeployables(deployables, infrastructure, links),
      ...endpointsToDeployables(deployables, endpoints),
      ...modelsToDeployables(deployables, fields),
      ...flows,
    ]),
  }
}

/** Those who changed a deployable most in the last commits. */
function lately(deployables: Discovery['deployables'], contributors: Contributors): Owner[] {
  return deployables.flatMap(({ path }) => {
    const [owner] = contributors.get(path) ?? []
    return owner ? [{ path, owner, source: 'history' }] : []
  })
}

/** `deployable:<path> contains model:<name>`: a model belongs to the nearest deployable above the file of its fields. */
function modelsToDeployables(deployables: Discovery['deployables'], fields: Discovery['fields']): Link[] {
  const paths = new Set(deployables.map(({ path }) => path))
  return fields.flatMap(({ model, file, line }): Link[] => {
    for (let folder = parentOf(file); ; folder = parentOf(folder)) {
      if (model && paths.has(folder))
        return [
          {
            from: `deployable:${folder}`,
            kind: 'contains',
            to: `model:${model}`,
            evidence: `${file}:${line}`,
            confidence: 0.9,
          },
        ]
      if (folder === '.') return []
    }
  })
}

const parentOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.')

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
