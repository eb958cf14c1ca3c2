import type { EstateLink, LinkKind, NodeKind } from '../api/types.ts'

export const NODE_KIND: Record<NodeKind, string> = {
  internet: 'Internet',
  repository: 'Repository',
  deployable: 'Deployable',
  endpoint: 'Endpoint',
  model: 'Data model',
  field: 'Field',
  pipeline: 'Pipeline',
  action: 'Pipeline action',
  image: 'Image',
  workload: 'Workload',
  service: 'Service',
  ingress: 'Ingress',
  'load-balancer': 'Load balancer',
  gateway: 'Gateway',
  network: 'Network',
  'network-policy': 'Network policy',
  'data-store': 'Data store',
  queue: 'Queue',
  secret: 'Secret',
  identity: 'Identity',
  permission: 'Permission',
  function: 'Function',
  cluster: 'Cluster',
  host: 'Host',
  resource: 'Resource',
  'third-party': 'Third party',
  ai: 'AI',
  owner: 'Owner',
}

/** How a link reads from its beginning and from its end. */
export const LINK_KIND: Record<LinkKind, { out: string; in: string }> = {
  contains: { out: 'Contains', in: 'Part of' },
  builds: { out: 'Builds', in: 'Built by' },
  deploys: { out: 'Deploys', in: 'Deployed by' },
  runs: { out: 'Runs', in: 'Run by' },
  exposes: { out: 'Exposes', in: 'Exposed by' },
  calls: { out: 'Calls', in: 'Called by' },
  reads: { out: 'Reads', in: 'Read by' },
  writes: { out: 'Writes', in: 'Written by' },
  owns: { out: 'Owns', in: 'Owned by' },
  handles: { out: 'Handles', in: 'Handled by' },
  permits: { out: 'Permits', in: 'Permitted by' },
  uses: { out: 'Uses', in: 'Used by' },
}

interface Named {
  kind: NodeKind
  name: string
  title?: string | null
}

/** What people call a thing: the internet has no name, and a deployable's is its folder, which in a small repository is `.`. */
export const nodeName = ({ kind, name, title }: Named): string =>
  kind === 'internet' ? 'Internet' : kind === 'deployable' ? (title ?? name) : name || NODE_KIND[kind]

/** How sure a link is, as discovery says it. */
export const sureness = (confidence: number): string =>
  confidence >= 0.9 ? 'written down' : confidence >= 0.6 ? 'by convention' : 'by likeness of names'

export interface LinkGroup {
  /** `Read by`. */
  label: string
  links: EstateLink[]
}

/** Links by what they say: first what the thing does, then what is done with it; within a group the surest first. */
export function groupLinks(links: readonly EstateLink[]): LinkGroup[] {
  const groups = new Map<string, EstateLink[]>()
  for (const direction of ['out', 'in'] as const)
    for (const kind of Object.keys(LINK_KIND) as LinkKind[]) {
      const own = links.filter((link) => link.direction === direction && link.kind === kind)
      if (own.length > 0)
        groups.set(
          LINK_KIND[kind][direction],
          own.toSorted((a, b) => b.confidence - a.confidence || a.node.name.localeCompare(b.node.name)),
        )
    }
  return [...groups].map(([label, own]) => ({ label, links: own }))
}
