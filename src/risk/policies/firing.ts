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

/** Open findings of a block by the number of their outcome; `assignee` = only those of this code. */
function openByOutcome({ cells, outcomes }: Posture, block: Block, assignee?: number): Uint32Array {
  const open = Uint8Array.from(cells, ({ state }) => (state === 'open' ? 1 : 0))
  const counts = new Uint32Array(Math.max(1, outcomes.length))
  for (let row = 0; row < block.size; row++)
    if (assignee === undefined || block.assignees[row] === assignee)
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

export interface FiringCounts {
  /** Open findings on which any rule of each policy counts, by name; the same for each rule, as `policy/rule`. */
  firing: ReadonlyMap<string, number>
  /** Those of them that it gives to somebody and that are nobody's all the same. */
  unassigned: ReadonlyMap<string, number>
}

export async function countFiring(pool: Pool, visible: VisibleAssets): Promise<FiringCounts> {
  const posture = await currentPosture(pool)
  const [firing, unassigned] = [new Map<string, number>(), new Map<string, number>()]
  const add = (counts: Map<string, number>, names: readonly string[], count: number): void => {
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + count)
  }
  for (const { block } of selectBlocks(posture, {}, visible)) {
    openByOutcome(posture, block).forEach((count, id) => {
      const outcome = count ? posture.outcomes[id] : undefined
      if (outcome) add(firing, [...outcome.policies, ...outcome.rules], count)
    })
    openByOutcome(posture, block, nobodys(posture)).forEach((count, id) => {
      const given = count
        ? posture.outcomes[id]?.effects.find(({ effect }) => effect === 'assign')
        : undefined
      if (given) add(unassigned, [given.policy, `${given.policy}/${given.rule}`], count)
    })
  }
  return { firing, unassigned }
}

/** The code that findings have which are nobody's; -1 where none is. */
const nobodys = ({ assignees }: Posture): number => assignees.indexOf('')
