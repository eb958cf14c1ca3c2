import type { EffectName, Sla } from './effect.ts'
import type { Rule } from './policy.ts'

/** What an effect's value says, in words. */
export function effectText(effect: EffectName, value: unknown): string {
  if (effect === 'sla') return slaText(value as Sla)
  if (effect === 'rank') return `${Number(value) > 0 ? '+' : ''}${value} points`
  return typeof value === 'string' ? value : ''
}

export const slaText = ({ days, from, calendar }: Sla): string =>
  `${days} ${calendar ? 'working ' : ''}${days === 1 ? 'day' : 'days'} from ${START[from]}${calendar ? ` (${calendar})` : ''}`

const START: Record<Sla['from'], string> = {
  firstSeen: 'first seen',
  known: 'when it became public',
  exploited: 'when its exploitation became known',
}

/** Everything that a rule does. */
export function effectsOfRule({ effects, gateReason }: Rule): { effect: EffectName; value: string }[] {
  const { gate, rank, sla, assign, noise, tag = [], notify = [] } = effects
  const given: [EffectName, unknown][] = [
    ...(gate ? [[gate, gateReason] as [EffectName, unknown]] : []),
    ['rank', rank],
    ['sla', sla],
    ['assign', assign],
    ['noise', noise],
    ...tag.map((one): [EffectName, unknown] => ['tag', one]),
    ...notify.map((one): [EffectName, unknown] => ['notify', one]),
  ]
  return given.flatMap(([effect, value]) =>
    value === undefined ? [] : [{ effect, value: effectText(effect, value) }],
  )
}
