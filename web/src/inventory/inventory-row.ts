import type { Application, Asset } from '../api/types.ts'

/** A line of the tree: an application, the group of assets without one, or an asset below either. */
export type InventoryRow =
  | { type: 'application'; id: string; application: Application; expanded: boolean }
  | { type: 'unassigned'; id: typeof UNASSIGNED; assets: number; expanded: boolean }
  | { type: 'asset'; id: string; asset: Asset }

/** The API's own word for assets without an application. */
export const UNASSIGNED = 'none'

/** How rows stand in the address: `application:ID`, `asset:ID`. */
export const openName = (row: InventoryRow): string => `${row.type}:${row.id}`
