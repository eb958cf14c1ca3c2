import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { z } from 'zod'
import type { policies } from '../../api/contract/index.ts'
import type { Policy } from '../../risk/policies/policy.ts'
import { readPolicy } from '../../risk/policies/read-policy.ts'
import { DEFAULT_POLICY } from '../../risk/policies/shipped.ts'
import type { ApiClient } from '../api-client.ts'
import { policyNamed } from '../policy-source.ts'

/** Where a repository keeps a policy of its own. */
export const REPOSITORY_POLICY = '.stance/policy.yaml'

type Given = z.infer<typeof policies.assetPolicies>[number]

/**
 * The policies of a gate: those that are named; else those in force for the asset, where a server knows it; else the default. To them
 * comes the repository's own in the working directory, which may only make things stricter, because whoever makes the change can change
 * it too: naming it with --policy is trusting it. Throws `bad_policy` (422).
 */
export async function gatePolicies(
  named: readonly string[] | undefined,
  server: { api: ApiClient; asset: string } | undefined,
): Promise<Policy[]> {
  const known = named || !server ? [] : await inForce(server.api, server.asset)
  const chosen = named ?? (server ? [] : [DEFAULT_POLICY])
  const all = [
    ...(await Promise.all(chosen.map(policyNamed))),
    ...known.map(({ name, text, scope, bounded }) => ({ ...readPolicy(name, text), scope, bounded })),
  ]
  const text = chosen.some(isOwn) ? undefined : await ownText()
  // The server has the one of the default branch; the same once more would change nothing.
  if (text !== undefined && !known.some((one) => one.source === 'repository' && one.text === text))
    all.push({ ...readPolicy(REPOSITORY_POLICY, text), scope: 'asset', bounded: true })
  return all.filter(({ rules }) => rules.some(({ effects }) => effects.gate !== undefined))
}

const inForce = (api: ApiClient, asset: string): Promise<Given[]> =>
  api.request<Given[]>({ path: `/assets/${asset}/policies` })

const isOwn = (name: string): boolean => resolve(name) === resolve(REPOSITORY_POLICY)

const ownText = (): Promise<string | undefined> =>
  readFile(REPOSITORY_POLICY, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  })
