import type { Application, Asset, Context, EstateNode } from '../api/types.ts'
import { openOf } from '../estate/node-open.ts'

/** A line of the tree: an application, the group of assets without one, an asset below either, or what an asset deploys. */
export type InventoryRow =
  | { type: 'application'; id: string; application: Application; expanded: boolean }
  | { type: 'unassigned'; id: typeof UNASSIGNED; assets: number; expanded: boolean }
  | { type: 'asset'; id: string; asset: Asset; inherited: Context | null }
  | { type: 'deployable'; id: string; node: EstateNode }
  | { type: 'more'; id: string; asset: Asset; deployables: number }

/** The API's own word for assets without an application. */
export const UNASSIGNED = 'none'

/** How rows stand in the address: `application:ID`, `asset:ID`; things of the estate as everywhere. */
export const openName = (row: InventoryRow): string =>
  row.type === 'deployable' ? openOf({ asset: row.node.asset.id, node: row.id }) : `${row.type}:${row.id}`
