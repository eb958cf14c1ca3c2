import type { CodeLocation, Observation } from '../../model/observation.ts'
import { relativePath } from '../values/path.ts'
import type { Location, Vulnerability } from './schema.ts'

export function locationOf({
  location,
  file,
  line,
  raw_source_code_extract: snippet,
}: Vulnerability): CodeLocation | undefined {
  const path = relativePath(location?.file ?? file ?? '')
  if (path === '') return undefined
  const isCode = location?.dependency === undefined
  return {
    path,
    line: location?.start_line ?? line,
    endLine: location?.end_line,
    // The method of what is found over HTTP is another one.
    symbol: (isCode && [location?.class, location?.method].filter(Boolean).join('.')) || undefined,
    snippet,
  }
}

/** The workload that runs a scanned image. */
export function resourceOf(location: Location | undefined): Observation['resource'] {
  const { kind, namespace, name, cluster_id, agent_id } = location?.kubernetes_resource ?? {}
  if (!name) return undefined
  const cluster = cluster_id ?? agent_id
  return {
    address: [kind, namespace, name].filter(Boolean).join('/'),
    provider: 'kubernetes',
    ...(kind && { type: kind }),
    ...(cluster && { account: cluster }),
  }
}
