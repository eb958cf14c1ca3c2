import { useQueries, useQuery } from '@tanstack/react-query'
import type { Query } from '../api/request.ts'
import type { Application, Asset, Page } from '../api/types.ts'
import { type RowSource, useKeysetList } from '../list/keyset-list.ts'
import { assetsOfQuery } from './inventory-queries.ts'
import { type InventoryRow, UNASSIGNED } from './inventory-row.ts'

/** Applications as they are read, with the assets of the expanded ones below them; assets without one come last. */
export function useInventoryTree(query: Query, expanded: string[]): RowSource<InventoryRow> {
  const applications = useKeysetList<Application>('/applications', query, 'inventory')
  const children = useQueries({ queries: expanded.map(assetsOfQuery) })
  const unassigned = useQuery({ ...assetsOfQuery(UNASSIGNED), enabled: Object.keys(query).length <= 2 }).data
  const assetsOf = new Map(expanded.map((id, i) => [id, children[i]?.data]))

  const rows: InventoryRow[] = []
  for (let i = 0; i < applications.loaded; i++) {
    const application = applications.at(i)
    if (!application) continue
    const isOpen = expanded.includes(application.id)
    rows.push({ type: 'application', id: application.id, application, expanded: isOpen })
    if (isOpen) rows.push(...assetRows(assetsOf.get(application.id)))
  }
  const complete = applications.total !== null && applications.loaded === applications.total
  if (complete && unassigned && unassigned.total > 0) {
    const isOpen = expanded.includes(UNASSIGNED)
    rows.push({ type: 'unassigned', id: UNASSIGNED, assets: unassigned.total, expanded: isOpen })
    if (isOpen) rows.push(...assetRows(unassigned))
  }
  const missing = applications.total === null ? 0 : applications.total - applications.loaded
  return {
    ...applications,
    loaded: rows.length,
    total: applications.total === null ? null : rows.length + missing,
    at: (index) => rows[index],
    // Whatever is expanded above it, the last row in view stands at or after the same application.
    ensure: (index) => applications.ensure(index - (rows.length - applications.loaded)),
  }
}

const assetRows = (page: Page<Asset> | undefined): InventoryRow[] =>
  page?.items.map((asset) => ({ type: 'asset', id: asset.id, asset })) ?? []
