import { z } from 'zod'
import { SLA_STARTS } from '../../model/sla-state.ts'
import type { Flaw } from '../yaml-document.ts'
import { type EffectName, type Effects, GATE_EFFECTS } from './effect.ts'

const reason = z.string().trim().min(1).max(2_000)
const who = z
  .string()
  .trim()
  .max(320)
  .regex(/^(owner|team:\s*\S.*|[^\s@]+@[^\s@]+)$/, 'write owner, team:Name or an e-mail address')
const tag = z
  .string()
  .regex(/^[a-z\d][a-z\d:._-]{0,49}$/, 'a tag has small letters, digits and : . _ -, such as pci')
const oneOrMore = <T extends z.ZodType<string>>(item: T) =>
  z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item).min(1).max(20))
const days = z.number().int().min(1).max(3_650)
const sla = z.preprocess(
  (value) => (typeof value === 'number' ? { days: value } : value),
  z.strictObject({
    days,
    from: z.enum(SLA_STARTS).default('firstSeen'),
    calendar: z.string().trim().min(1).max(80).nullable().default(null),
  }),
)
const points = z
  .number()
  .min(-50)
  .max(50)
  .refine((value) => value !== 0, 'no points change nothing')

/** What stands after an effect's name. */
const VALUES: Record<EffectName, z.ZodType> = {
  block: reason,
  review: reason,
  warn: reason,
  ignore: reason,
  noise: reason,
  rank: points,
  sla,
  assign: who,
  tag: oneOrMore(tag),
  notify: oneOrMore(who),
}

const SUCH_AS: Partial<Record<EffectName, string>> = {
  rank: 'write the points from -50 to 50, such as rank: 10',
  sla: 'write days, or { days: 14, from: known, calendar: de }',
}

const isEffect = (name: string): name is EffectName => name in VALUES

/** Reads what a rule's `then` says; `path` = where it stands. What is wrong is added to `flaws`. */
export function effectsOf(
  then: Record<string, unknown>,
  path: readonly PropertyKey[],
  flaws: Flaw[],
): { effects: Effects; gateReason: string } {
  const effects: Record<string, unknown> = {}
  let gateReason = ''
  const refuse = (message: string, ...rest: PropertyKey[]) =>
    flaws.push({ path: [...path, ...rest], message })
  const names = Object.keys(then)
  if (names.length === 0) refuse(`say what follows: ${Object.keys(VALUES).join(', ')}`)
  for (const name of names) {
    if (!isEffect(name)) {
      refuse(`${name} is no effect: write one of ${Object.keys(VALUES).join(', ')}`, name)
      continue
    }
    const read = VALUES[name].safeParse(then[name])
    if (!read.success) {
      for (const issue of read.error.issues) refuse(messageOf(name, issue), name, ...issue.path)
    } else if (!isGate(name)) effects[name] = read.data
    else if (effects.gate) refuse(`one rule has one of ${GATE_EFFECTS.join(', ')}: make a rule of each`, name)
    else {
      effects.gate = name
      gateReason = read.data as string
    }
  }
  return { effects: effects as Effects, gateReason }
}

const isGate = (name: EffectName): boolean => (GATE_EFFECTS as readonly string[]).includes(name)

function messageOf(name: EffectName, issue: z.core.$ZodIssue): string {
  if (VALUES[name] === reason) return `say why in one line, such as ${name}: "new and critical"`
  if (issue.code === 'invalid_value') return `write one of ${issue.values.join(', ')}`
  if (issue.code === 'unrecognized_keys')
    return `${issue.keys.join(', ')} is not known here: ${SUCH_AS[name]}`
  return issue.code === 'invalid_type' && SUCH_AS[name] ? SUCH_AS[name] : issue.message
}
