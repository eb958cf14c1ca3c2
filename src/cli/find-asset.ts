import type { z } from 'zod'
import type { inventory } from '../api/contract/index.ts'
import { AppError, notFound } from '../platform/errors.ts'
import type { ApiClient } from './api-client.ts'

type Asset = z.infer<typeof inventory.asset>

/** The id of the asset with this name or id. Throws `not_found`, and `ambiguous` where assets of several kinds have the name. */
export async function findAsset(api: ApiClient, name: string): Promise<string> {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name)) return name
  const { items } = await api.request<{ items: Asset[] }>({ path: '/assets', query: { q: name, limit: 500 } })
  const [found, other] = items.filter((asset) => asset.name === name)
  if (!found) throw notFound('asset', name)
  if (other)
    throw new AppError(
      'ambiguous',
      400,
      `Several assets are called ${name}. Name one by its id: ${found.id} (${found.kind}), ${other.id} (${other.kind}).`,
    )
  return found.id
}
