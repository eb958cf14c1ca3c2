import type { Endpoint, Link } from '../contract.ts'
import { endpointName } from '../endpoint-name.ts'

/** `deployable:<path> exposes endpoint:<name>` for every endpoint whose deployable is known. */
export const endpointsToDeployables = (endpoints: readonly Endpoint[]): Link[] =>
  endpoints.flatMap((endpoint): Link[] => {
    const { deployable, method, path, file, line, sources } = endpoint
    if (deployable === undefined) return []
    return [
      {
        from: `deployable:${deployable}`,
        kind: 'exposes',
        to: `endpoint:${endpointName(endpoint)}`,
        evidence: `${file}:${line} ${method} ${path}`,
        confidence: sources.includes('code') ? 1 : 0.8,
      },
    ]
  })
