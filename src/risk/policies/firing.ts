import type { VisibleAssets } from '../../access/visible-assets.ts'
import type { Block } from '../../findings/posture-index/block.ts'
import { currentPosture, type Posture } from '../../findings/posture-index/posture-index.ts'
import { selectBlocks } from '../../findings/queries/select-blocks.ts'
import type { Pool } from '../../platform/database.ts'
import type { EffectName } from './effect.ts'

/** How often an effect of a rule counts. */
export interface Firing {
  policy: string
  rule: string
  effect: EffectName
  /** Open findings, and the assets that they are on. */
  findings: number
  assets: number
}

/** What fires on the open findings that somebody may see, the most first. */
export async function readFiring(pool: Pool, visible: VisibleAssets): Promise<Firing[]> {
  const posture = await currentPosture(pool)
  const made = new Map<string, Firing>()
  for (const { block } of selectBlocks(posture, {}, visible)) {
    const here = new Map<string, Firing>()
    openByOutcome(posture, block).forEach((count, id) => {
      for (const { policy, rule, effect } of (count && posture.outcomes[id]?.effects) || [])
        add(here, { policy, rule, effect: effect as EffectName, findings: count, assets: 0 })
    })
    for (const one of here.values()) add(made, { ...one, assets: 1 })
  }
  return [...made.values()].sort((a, b) => b.findings - a.findings || (keyOf(a) < keyOf(b) ? -1 : 1))
}

function openByOutcome({ cells, outcomes }: Posture, block: Block): Uint32Array {
  const open = Uint8Array.from(cells, ({ state }) => (state === 'open' ? 1 : 0))
  const counts = new Uint32Array(Math.max(1, outcomes.length))
  for (let row = 0; row < block.size; row++)
    (counts[block.outcomes[row] as number] as number) += open[block.cells[row] as number] as number
  return counts
}

const keyOf = ({ policy, rule, effect }: Firing): string => `${policy}/${rule}/${effect}`

function add(all: Map<string, Firing>, one: Firing): void {
  const before = all.get(keyOf(one))
  if (!before) all.set(keyOf(one), { ...one })
  else {
    before.findings += one.findings
    before.assets += one.assets
  }
}

/** Open findings on which any rule of each policy counts, by name; the same for each rule, as `policy/rule`. */
export async function countFiring(pool: Pool, visible: VisibleAssets): Promise<Map<string, number>> {
  const posture = await currentPosture(pool)
  const counts = new Map<string, number>()
  for (const { block } of selectBlocks(posture, {}, visible))
    openByOutcome(posture, block).forEach((count, id) => {
      const outcome = count ? posture.outcomes[id] : undefined
      for (const name of [...(outcome?.policies ?? []), ...(outcome?.rules ?? [])])
        counts.set(name, (counts.get(name) ?? 0) + count)
    })
  return counts
}
