import type { Tx } from '../../../platform/database.ts'
import { contentId } from '../../../platform/ids.ts'
import type { EffectName } from '../effect.ts'
import type { Outcome, Taken } from '../evaluate.ts'

/** One effect of a rule on a finding, as `policy_outcome.effects` keeps it. */
export interface KeptEffect {
  policy: string
  rule: string
  effect: EffectName
  value: unknown
  reason: string
}

/** What an outcome means for a finding that is stored; empty where rules make nothing of it. */
export function keptEffects({ gate, rank, sla, assign, noise, tag, notify }: Outcome): KeptEffect[] {
  const kept = (effect: EffectName, taken: Taken<unknown> | undefined): KeptEffect[] =>
    taken
      ? [{ policy: taken.policy, rule: taken.rule, effect, value: taken.value, reason: taken.reason }]
      : []
  return [
    // At the gate alone: here it would say that nothing happens.
    ...(gate && gate.effect !== 'ignore' ? kept(gate.effect, { ...gate, value: true }) : []),
    ...kept('rank', rank),
    ...kept('sla', sla),
    ...kept('assign', assign),
    ...kept('noise', noise),
    ...tag.flatMap((one) => kept('tag', one)),
    ...notify.flatMap((one) => kept('notify', one)),
  ]
}

/** By which an outcome is known; null for one without effects. */
export const outcomeContent = (effects: readonly KeptEffect[]): string | null =>
  effects.length > 0 ? contentId(JSON.stringify(effects)) : null

/** Numbers of outcomes by which findings keep them, in their order; null for one without effects. New ones are kept. */
export async function outcomeIds(tx: Tx, outcomes: readonly KeptEffect[][]): Promise<(number | null)[]> {
  const ids = await keepOutcomes(tx, outcomes)
  return outcomes.map((effects) => ids.get(outcomeContent(effects) ?? '') ?? null)
}

/** The same by what they are known by. */
export async function keepOutcomes(
  tx: Tx,
  outcomes: readonly KeptEffect[][],
): Promise<ReadonlyMap<string, number>> {
  const texts = new Map<string, string>()
  for (const effects of outcomes) {
    const content = outcomeContent(effects)
    if (content) texts.set(content, JSON.stringify(effects))
  }
  const [keys, values] = [[...texts.keys()], [...texts.values()]]
  const read = async (): Promise<Map<string, number>> => {
    const { rows } = await tx.query<{ content: string; id: number }>(
      'select content, id from policy_outcome where content = any($1::uuid[])',
      [keys],
    )
    return new Map(rows.map(({ content, id }) => [content, id]))
  }
  const ids = await read()
  if (ids.size === keys.length) return ids
  // In one order for everybody, so that no two wait for each other.
  await tx.query(
    `insert into policy_outcome (content, effects) select * from unnest($1::uuid[], $2::jsonb[]) as n (content, effects) order by 1
     on conflict (content) do nothing`,
    [keys, values],
  )
  return read()
}

/** Effects by the number of their outcome. */
export async function effectsOfOutcomes(tx: Tx, ids: readonly number[]): Promise<Map<number, KeptEffect[]>> {
  const { rows } = await tx.query<{ id: number; effects: KeptEffect[] }>(
    'select id, effects from policy_outcome where id = any($1::int[])',
    [ids],
  )
  return new Map(rows.map(({ id, effects }) => [id, effects]))
}
