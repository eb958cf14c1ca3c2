import type { AffectedComponent, Observation } from '../../model/observation.ts'
import { resourceOf } from '../checkov/resource.ts'
import { checkovKind } from '../values/checkov-check.ts'
import { relativePath } from '../values/path.ts'
import type { Vulnerability } from './schema.ts'

/**
 * What Checkov says in a BOM: its checks stand among the vulnerabilities, and what they look at among the components. Undefined for
 * vulnerabilities. The description begins with the resource.
 */
export function checkovFields(
  { id, source, description }: Vulnerability,
  component: AffectedComponent | undefined,
): Partial<Observation> | undefined {
  const kind = source?.name?.toLowerCase() === 'checkov' ? checkovKind(id) : undefined
  if (!kind) return undefined
  const [, address, title] = /^Resource: (.*?)\. (.+)$/s.exec(description ?? '') ?? []
  const path = component && fileOf(component)
  const [, framework = ''] = /^pkg:([^/]+)\//.exec(component?.purl ?? '') ?? []
  const resource = (name: string) => resourceOf(name, { framework, check: id, file: path ?? '' })
  return {
    kind,
    title: title ?? description ?? id,
    description: undefined,
    advisories: [],
    component: undefined,
    location: path ? { path } : undefined,
    ...(address &&
      (kind === 'secret' ? { fingerprints: { checkov: address } } : { resource: resource(address) })),
  }
}

/** `pkg:terraform/OWNER/REPOSITORY/network.tf/aws_vpc.main@sha1:…`: the file stands between the repository and the name. */
function fileOf({ name, purl }: AffectedComponent): string | undefined {
  const [, held = ''] = /^pkg:[^/]+\/[^/]+\/[^/]+\/(.+)@[^@]*$/.exec(decoded(purl ?? '')) ?? []
  const last = name.replace(/^\/+/, '')
  return held.endsWith(`/${last}`) ? relativePath(held.slice(0, -last.length - 1)) : undefined
}

function decoded(purl: string): string {
  try {
    return decodeURIComponent(purl)
  } catch {
    return purl
  }
}
