import type { AffectedComponent } from '../../model/observation.ts'
import type { GraphNode } from '../values/dependency-graph.ts'
import { keptPurl, normalPurl } from '../values/purl.ts'
import { packageOfPurl } from '../values/purl-package.ts'
import type { Affected } from './schema.ts'
import { chainTo, standingOf } from './standing.ts'
import type { Known, Survey } from './survey.ts'

export interface Meant {
  component: AffectedComponent
  /**
   * False when it should stand in this BOM and does not. A reference into another BOM
   * (BOM-Link, https://cyclonedx.org/capabilities/bomlink/) may well be all there is.
   */
  known: boolean
}

/** The component that an entry of a vulnerability's `affects` means. */
export function meantBy({ ref, versions }: Affected, survey: Survey): Meant {
  const link = /^urn:(?:cdx|uuid):[^#]*#(.+)$/.exec(ref)?.[1]
  const names = [ref, ...(link ? [link, decoded(link)] : [])]
  const affected = versions.filter(({ status }) => status !== 'unaffected')
  const only = affected.length === 1 ? affected[0]?.version : undefined
  for (const name of names) {
    const node = survey.graph.find(name)
    if (node?.value) return { component: listed(node, node.value, survey, only), known: true }
  }
  return unlisted(names, only)
}

function listed(
  node: GraphNode<Known>,
  { name, version, purl, path }: Known,
  survey: Survey,
  only?: string,
): AffectedComponent {
  const { direct, manifest } = standingOf(node, survey)
  return {
    name,
    version: version ?? only,
    purl: keptPurl(purl, name),
    path: path ?? manifest,
    direct,
    chain: chainTo(node),
  }
}

/** A component that is known by its reference alone, which may be its package URL. */
function unlisted(names: string[], version?: string): Meant {
  for (const name of names) {
    const described = packageOfPurl(name)
    if (!described) continue
    const component = {
      name: described.name,
      version: described.version ?? version,
      purl: normalPurl(name),
    }
    return { component, known: true }
  }
  return { component: { name: names.at(-1) as string, version }, known: names.length > 1 }
}

function decoded(ref: string): string {
  try {
    return decodeURIComponent(ref)
  } catch {
    return ref
  }
}
