import type { VisibleAssets } from '../../access/visible-assets.ts'
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
  const open = openCells(posture)
  const made = new Map<string, Firing>()
  // By outcome; the same effect of a rule is one object in all of them.
  const effects = posture.outcomes.map((outcome) =>
    (outcome?.effects ?? []).map(({ policy, rule, effect }): Firing => {
      const one = { policy, rule, effect: effect as EffectName, findings: 0, assets: 0 }
      const key = `${policy}/${rule}/${effect}`
      const known = made.get(key) ?? one
      made.set(key, known)
      return known
    }),
  )
  for (const { block } of selectBlocks(posture, {}, visible)) {
    const here = new Set<Firing>()
    for (let row = 0; row < block.size; row++) {
      if (!open[block.cells[row] as number]) continue
      for (const one of effects[block.outcomes[row] as number] ?? []) {
        one.findings++
        here.add(one)
      }
    }
    for (const one of here) one.assets++
  }
  return [...made.values()]
    .filter(({ findings }) => findings > 0)
    .sort((a, b) => b.findings - a.findings || (keyOf(a) < keyOf(b) ? -1 : 1))
}

/** By cell: 1 where its findings are open. */
const openCells = ({ cells }: Posture): Uint8Array =>
  Uint8Array.from(cells, ({ state }) => (state === 'open' ? 1 : 0))

const keyOf = ({ policy, rule, effect }: Firing): string => `${policy}/${rule}/${effect}`

export interface FiringCounts {
  /** Open findings on which any rule of each policy counts, by name; the same for each rule, as `policy/rule`. */
  firing: ReadonlyMap<string, number>
  /** Those of them that it gives to somebody and that are nobody's all the same. */
  unassigned: ReadonlyMap<string, number>
}

export async function countFiring(pool: Pool, visible: VisibleAssets): Promise<FiringCounts> {
  const posture = await currentPosture(pool)
  const open = openCells(posture)
  const nobody = nobodys(posture)
  // By outcome, over all assets: there are many assets, and many outcomes.
  const [all, nobodysOwn] = [new Map<number, number>(), new Map<number, number>()]
  for (const { block } of selectBlocks(posture, {}, visible))
    for (let row = 0; row < block.size; row++) {
      if (!open[block.cells[row] as number]) continue
      const outcome = block.outcomes[row] as number
      all.set(outcome, (all.get(outcome) ?? 0) + 1)
      if (block.assignees[row] === nobody) nobodysOwn.set(outcome, (nobodysOwn.get(outcome) ?? 0) + 1)
    }
  const [firing, unassigned] = [new Map<string, number>(), new Map<string, number>()]
  const add = (counts: Map<string, number>, names: readonly string[], count: number): void => {
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + count)
  }
  for (const [id, count] of all) {
    const outcome = posture.outcomes[id]
    if (outcome) add(firing, [...outcome.policies, ...outcome.rules], count)
  }
  for (const [id, count] of nobodysOwn) {
    const given = posture.outcomes[id]?.effects.find(({ effect }) => effect === 'assign')
    if (given) add(unassigned, [given.policy, `${given.policy}/${given.rule}`], count)
  }
  return { firing, unassigned }
}

/** The code that findings have which are nobody's; -1 where none is. */
const nobodys = ({ assignees }: Posture): number => assignees.indexOf('')
