import type { z } from 'zod'
import type { inventory } from '../api/contract/index.ts'
import { AppError, notFound } from '../platform/errors.ts'
import type { ApiClient } from './api-client.ts'

type Asset = z.infer<typeof inventory.asset>

/** Whether a text is an id and no name. */
export const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** The id of the asset with this name or id. Throws `not_found`, and `ambiguous` where assets of several kinds have the name. */
export async function findAsset(api: ApiClient, name: string): Promise<string> {
  if (isId(name)) return name
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
