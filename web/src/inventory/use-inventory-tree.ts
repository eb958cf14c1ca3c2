import { useQueries, useQuery } from '@tanstack/react-query'
import type { Query } from '../api/request.ts'
import type { Application, Asset, Context, EstateNode, Page } from '../api/types.ts'
import { type RowSource, useKeysetList } from '../list/keyset-list.ts'
import { assetsOfQuery, deployablesOfQuery } from './inventory-queries.ts'
import { type InventoryRow, UNASSIGNED } from './inventory-row.ts'

/** An asset deploys more than this in the tree's eyes only on its own page. */
const MOST_DEPLOYABLES = 12

interface InventoryTree extends RowSource<InventoryRow> {
  /** How many applications there are, whatever is expanded; null until that is known. */
  applications: number | null
}

/** Applications as they are read, with the assets of the expanded ones and what they deploy below them; assets without one come last. */
export function useInventoryTree(query: Query, expanded: string[]): InventoryTree {
  const applications = useKeysetList<Application>('/applications', query, 'inventory')
  const children = useQueries({ queries: expanded.map(assetsOfQuery) })
  const deployed = useQueries({ queries: expanded.map(deployablesOfQuery) })
  const unassigned = useQuery({ ...assetsOfQuery(UNASSIGNED), enabled: Object.keys(query).length <= 2 }).data
  const assetsOf = new Map(expanded.map((id, i) => [id, children[i]?.data]))
  const deployablesOf = new Map(expanded.map((id, i) => [id, deployed[i]?.data?.items]))

  const rows: InventoryRow[] = []
  for (let i = 0; i < applications.loaded; i++) {
    const application = applications.at(i)
    if (!application) continue
    const isOpen = expanded.includes(application.id)
    rows.push({ type: 'application', id: application.id, application, expanded: isOpen })
    if (isOpen)
      rows.push(...assetRows(assetsOf.get(application.id), application, deployablesOf.get(application.id)))
  }
  const complete = applications.total !== null && applications.loaded === applications.total
  if (complete && unassigned && unassigned.total > 0) {
    const isOpen = expanded.includes(UNASSIGNED)
    rows.push({ type: 'unassigned', id: UNASSIGNED, assets: unassigned.total, expanded: isOpen })
    if (isOpen) rows.push(...assetRows(unassigned, null, deployablesOf.get(UNASSIGNED)))
  }
  const missing = applications.total === null ? 0 : applications.total - applications.loaded
  return {
    ...applications,
    loaded: rows.length,
    total: applications.total === null ? null : rows.length + missing,
    applications: applications.total,
    at: (index) => rows[index],
    // Whatever is expanded above it, the last row in view stands at or after the same application.
    ensure: (index) => applications.ensure(index - (rows.length - applications.loaded)),
  }
}

function assetRows(
  page: Page<Asset> | undefined,
  inherited: Context | null,
  deployables: EstateNode[] = [],
): InventoryRow[] {
  const byAsset = Map.groupBy(deployables, ({ asset }) => asset.id)
  return (
    page?.items.flatMap((asset) => {
      const own = byAsset.get(asset.id) ?? []
      const rows: InventoryRow[] = [
        { type: 'asset', id: asset.id, asset, inherited },
        ...own.slice(0, MOST_DEPLOYABLES).map((node) => ({ type: 'deployable' as const, id: node.id, node })),
      ]
      const more = own.length - MOST_DEPLOYABLES
      if (more > 0) rows.push({ type: 'more', id: asset.id, asset, deployables: more })
      return rows
    }) ?? []
  )
}
