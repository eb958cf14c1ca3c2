import type { Deployable, Endpoint, Link } from '../contract.ts'
import { folderOf, nearestAbove } from './find-deployables.ts'

/** `deployable:<path> exposes endpoint:<METHOD> <path>`: every endpoint belongs to the nearest deployable at or above its file. */
export function endpointsToDeployables(
  deployables: readonly Deployable[],
  endpoints: readonly Endpoint[],
): Link[] {
  const folders = new Set(deployables.map(({ path }) => (path === '.' ? '' : path)))
  const links = new Map<string, Link>()
  for (const { method, path, file, line, sources } of endpoints) {
    const folder = nearestAbove(folderOf(file), folders)
    if (folder === undefined) continue
    const from = `deployable:${folder || '.'}`
    const to = `endpoint:${method} ${path}`
    const key = `${from}\n${to}`
    if (!links.has(key))
      links.set(key, {
        from,
        kind: 'exposes',
        to,
        evidence: `${file}:${line} ${method} ${path}`,
        confidence: sources.includes('code') ? 1 : 0.8,
      })
  }
  return [...links.values()]
}
