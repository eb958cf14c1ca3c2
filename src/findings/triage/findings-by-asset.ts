import { isVisible } from '../../access/visible-assets.ts'
import type { Pool } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import { locateFindings } from '../locate-findings.ts'
import type { FindingFilter } from '../queries/filter.ts'
import { matchingFindings } from '../queries/matching-findings.ts'
import type { Reader } from '../queries/reader.ts'

/** Findings that are named, or all that a filter matches. */
export interface Chosen {
  ids?: readonly string[] | undefined
  filter?: FindingFilter | undefined
}

/** Ids of chosen findings by asset, in the order of asset ids. Throws 404 for an id that nobody has or that the reader may not see. */
export async function findingsByAsset(
  pool: Pool,
  { ids, filter }: Chosen,
  reader: Reader,
): Promise<[string, string[]][]> {
  if (filter) return matchingFindings(pool, filter, reader)
  const assets = await locateFindings(pool, ids ?? [])
  const byAsset = new Map<string, string[]>()
  for (const id of new Set(ids)) {
    const asset = assets.get(id)
    if (asset === undefined || !isVisible(reader.visible, asset)) throw notFound('finding', id)
    const findings = byAsset.get(asset) ?? []
    byAsset.set(asset, findings)
    findings.push(id)
  }
  return [...byAsset].sort(([a], [b]) => (a < b ? -1 : 1))
}
