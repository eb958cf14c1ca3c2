import type { Tx } from '../../../platform/database.ts'
import { assignByPolicy } from './assign-by-policy.ts'
import { type Message, notifyPeople } from './notify-people.ts'
import { effectsOfOutcomes, type KeptEffect } from './outcome-store.ts'
import type { Place } from './places.ts'

/** Findings whose outcome went from one to another. */
export interface Changed {
  was: number | null
  now: number | null
  rows: number
  /** The open ones; null where neither outcome gives anybody something to do. */
  open: string[] | null
}

/** What follows from changed outcomes for people: who is to take findings, and who is told of them. Of several places at once. */
export async function followChanges(
  tx: Tx,
  changes: readonly { place: Place; changed: readonly Changed[] }[],
): Promise<void> {
  const acting = changes.flatMap(({ place, changed }) => {
    const own = changed.filter(({ open }) => open !== null)
    return own.length > 0 ? [{ place, changed: own }] : []
  })
  const outcomes = acting.flatMap(({ changed }) => changed.flatMap(({ was, now }) => [was, now]))
  const effects = await effectsOfOutcomes(tx, [...new Set(outcomes.filter((id) => id !== null))])
  const all = acting.map(({ place, changed }) => ({ place, ...actsOf(changed, effects) }))
  await assignByPolicy(
    tx,
    all.flatMap(({ place, assigned }) => [...assigned].map(([who, findings]) => ({ place, who, findings }))),
  )
  // All in the end: lines of people are shared by all assets, and held until everything is written.
  await notifyPeople(tx, all)
}

/** Of one place, who is to take which findings now, and what people are to be told. */
function actsOf(
  changed: readonly Changed[],
  effects: ReadonlyMap<number, readonly KeptEffect[]>,
): { assigned: Map<string | null, string[]>; messages: Message[] } {
  const of = (id: number | null): readonly KeptEffect[] => (id === null ? [] : (effects.get(id) ?? []))
  const assigned = new Map<string | null, string[]>()
  const messages = new Map<string, Message>()
  for (const { was, now, open } of changed) {
    const findings = open ?? []
    const [before, after] = [assigneeOf(of(was)), assigneeOf(of(now))]
    if (before !== after) assigned.set(after, [...(assigned.get(after) ?? []), ...findings])
    const told = new Set(of(was).map(keyOf))
    for (const effect of of(now))
      if (effect.effect === 'notify' && !told.has(keyOf(effect))) addMessage(messages, effect, findings)
  }
  return { assigned, messages: [...messages.values()] }
}

const assigneeOf = (effects: readonly KeptEffect[]): string | null => {
  const value = effects.find(({ effect }) => effect === 'assign')?.value
  return value === undefined ? null : String(value)
}

const keyOf = ({ policy, rule, effect, value }: KeptEffect): string =>
  JSON.stringify([policy, rule, effect, value])

function addMessage(messages: Map<string, Message>, effect: KeptEffect, findings: readonly string[]): void {
  const { policy, rule, reason, value } = effect
  const before = messages.get(keyOf(effect))
  messages.set(keyOf(effect), {
    policy,
    rule,
    reason,
    who: String(value),
    findings: [...(before?.findings ?? []), ...findings],
  })
}
