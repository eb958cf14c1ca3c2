import type { VisibleAssets } from '../../access/visible-assets.ts'
import type { Block } from '../posture-index/block.ts'
import type { ApplicationEntry, AssetEntry } from '../posture-index/directory.ts'
import type { Posture } from '../posture-index/posture-index.ts'
import type { FindingFilter } from './filter.ts'

/** The facets that a whole asset can fail, as bits. */
export const BLOCK_FACETS = { asset: 1, application: 2, team: 4 } as const

export interface SelectedBlock {
  block: Block
  asset: AssetEntry
  application: ApplicationEntry | undefined
  /** 0 = in; else the one facet that, widened, would let it in. */
  fails: number
}

interface Kept {
  visible: VisibleAssets
  asked: string
  blocks: SelectedBlock[]
}

// An overview asks for the same assets a dozen times.
const kept = new WeakMap<Posture, Kept[]>()
const MOST_KEPT = 8

/** The assets a filter is about, in the order of their ids; those that fail more than one facet are left out. */
export function selectBlocks(
  posture: Posture,
  filter: FindingFilter,
  visible: VisibleAssets,
): readonly SelectedBlock[] {
  const all = kept.get(posture) ?? []
  kept.set(posture, all)
  const asked = JSON.stringify([filter.asset, filter.application, filter.team])
  const known = all.find((one) => one.visible === visible && one.asked === asked)
  if (known) return known.blocks
  const blocks = makeSelection(posture, filter, visible)
  all.unshift({ visible, asked, blocks })
  all.splice(MOST_KEPT)
  return blocks
}

function makeSelection(posture: Posture, filter: FindingFilter, visible: VisibleAssets): SelectedBlock[] {
  const seen = visible === 'all' ? visible : new Set(visible)
  const selected: SelectedBlock[] = []
  for (const [id, block] of posture.blocks) {
    const asset = posture.assets.get(id)
    if (!asset || (seen !== 'all' && !seen.has(id))) continue
    const application = posture.applications.get(asset.applicationId ?? '')
    const fails =
      failed(BLOCK_FACETS.asset, filter.asset, asset.id, asset.name) |
      failed(BLOCK_FACETS.application, filter.application, application?.id, application?.name) |
      failed(BLOCK_FACETS.team, filter.team, application?.teamId, application?.team)
    // More than one bit.
    if (fails & (fails - 1)) continue
    selected.push({ block, asset, application, fails })
  }
  return selected
}

/** The facet's bit where the filter names others only. */
const failed = (
  bit: number,
  values: string[] | undefined,
  id: string | null | undefined,
  name: string | null | undefined,
): number => (values && !names(values, id, name) ? bit : 0)

/** Whether a filter's values name this one by id or by name; `none` names nothing. */
export const names = (values: string[], id?: string | null, name?: string | null): boolean =>
  id ? values.includes(id) || values.includes(name ?? '') : values.includes('none')
