import { isShared, type NodeRef } from '../../model/estate.ts'
import { contentId } from '../../platform/ids.ts'

/** Id of a thing of the estate: the same in every report that names it, of all assets when it is one thing for all. */
export const nodeId = (asset: string, { kind, name }: NodeRef): string =>
  isShared(kind) ? contentId('estate', kind, name) : contentId('estate', kind, name, asset)
