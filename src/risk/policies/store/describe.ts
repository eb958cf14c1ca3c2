import type { VisibleAssets } from '../../../access/visible-assets.ts'
import type { Pool } from '../../../platform/database.ts'
import { EFFECTS, type EffectName } from '../effect.ts'
import { effectsOfRule } from '../effect-text.ts'
import { countFiring, type FiringCounts } from '../firing.ts'
import type { Policy, Rule } from '../policy.ts'
import { untestedRules } from '../run-cases.ts'
import { warningsOf } from '../validate.ts'
import { parsed, readPolicies, type StoredPolicy } from './policies-in-force.ts'
import { unknownNames } from './unknown-names.ts'

/** A policy as lists show it; times ISO 8601. Fields as in the API's contract. */
export interface PolicyRow {
  id: string
  name: string
  description: string
  version: string
  revision: number
  scope: { kind: StoredPolicy['scope']; id: string | null; name: string | null }
  source: StoredPolicy['source']
  enabled: boolean
  bounded: boolean
  rules: number
  tests: number
  effects: EffectName[]
  changedAt: string | null
  changedBy: string | null
  error: string | null
  firing: number
  unassigned: number
  unknownNames: string[]
}

type Read = { policy: Policy & { bounded: boolean }; error: null } | { policy: undefined; error: string }

function read(stored: StoredPolicy): Read {
  try {
    return { policy: parsed(stored), error: null }
  } catch (error) {
    return { policy: undefined, error: (error as Error).message }
  }
}

/** All policies, with how often each fires on the findings that somebody may see. */
export async function listPolicies(pool: Pool, visible: VisibleAssets): Promise<PolicyRow[]> {
  const all = (await readPolicies(pool)).map((stored) => ({ stored, it: read(stored) }))
  const counts = await countFiring(pool, visible)
  const names = await scopeNames(
    pool,
    all.map(({ stored }) => stored),
  )
  const unknown = await unknownNames(
    pool,
    all.map(({ it }) => it.policy),
  )
  return all.map(({ stored, it }, i) => rowOf(stored, it, { names, counts, unknown: namesOf(unknown[i]) }))
}

const namesOf = (unknown: readonly { name: string }[] = []): string[] => [
  ...new Set(unknown.map(({ name }) => name)),
]

/** One with its text and rules; undefined where there is none of this id. */
export async function describePolicy(pool: Pool, id: string, visible: VisibleAssets) {
  const stored = (await readPolicies(pool)).find((one) => one.id === id)
  if (!stored) return undefined
  const it = read(stored)
  const counts = await countFiring(pool, visible)
  const [unknown] = await unknownNames(pool, [it.policy])
  const names = await scopeNames(pool, [stored])
  return {
    ...rowOf(stored, it, { names, counts, unknown: namesOf(unknown) }),
    text: stored.text,
    ruleList: (it.policy?.rules ?? []).map((rule) => ruleOf(rule, `${stored.name}/${rule.id}`, counts)),
    untested: it.policy ? untestedRules(it.policy) : [],
    warnings: it.policy ? await warningsOf(pool, it.policy, stored.text) : [],
  }
}

interface Around {
  /** Of scopes, by their ids. */
  names: ReadonlyMap<string, string>
  counts: FiringCounts
  unknown: string[]
}

function rowOf(
  stored: StoredPolicy,
  { policy, error }: Read,
  { names, counts: { firing, unassigned }, unknown }: Around,
): PolicyRow {
  const { id, name, revision, scope, scopeId, source, enabled, trusted, changedAt, changedBy } = stored
  const used = new Set((policy?.rules ?? []).flatMap(effectsOfRule).map(({ effect }) => effect))
  return {
    id,
    name: policy?.name ?? name,
    description: policy?.description ?? '',
    version: policy?.version ?? '',
    revision,
    scope: { kind: scope, id: scopeId, name: scopeId && (names.get(scopeId) ?? null) },
    source,
    enabled,
    bounded: source === 'repository' && !trusted,
    rules: policy?.rules.length ?? 0,
    tests: policy?.tests.length ?? 0,
    effects: EFFECTS.filter((effect) => used.has(effect)),
    changedAt: changedAt?.toISOString() ?? null,
    changedBy,
    error,
    firing: enabled ? (firing.get(policy?.name ?? name) ?? 0) : 0,
    unassigned: enabled ? (unassigned.get(policy?.name ?? name) ?? 0) : 0,
    unknownNames: unknown,
  }
}

const ruleOf = (rule: Rule, name: string, { firing, unassigned }: FiringCounts) => ({
  id: rule.id,
  line: rule.line,
  for: Object.fromEntries(Object.entries(rule.target).filter(([, names]) => names)) as Record<
    string,
    readonly string[]
  >,
  applies: rule.applies,
  when: rule.when?.text ?? null,
  effects: effectsOfRule(rule),
  reason: rule.reason,
  fix: rule.fix ?? null,
  firing: firing.get(name) ?? 0,
  unassigned: unassigned.get(name) ?? 0,
})

async function scopeNames(pool: Pool, all: readonly StoredPolicy[]): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ id: string; name: string }>(
    `select id, name from team where id = any($1::uuid[]) union all select id, name from application where id = any($1::uuid[])
     union all select id, name from asset where id = any($1::uuid[])`,
    [all.flatMap(({ scopeId }) => scopeId ?? [])],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
