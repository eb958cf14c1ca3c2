import type { Pool, Tx } from '../../../platform/database.ts'
import type { ScopeKind } from '../effect.ts'
import type { Policy } from '../policy.ts'
import { readPolicy } from '../read-policy.ts'
import { SHIPPED_ON, shippedId, shippedPolicies, shippedText } from '../shipped.ts'

export type PolicySource = 'stored' | 'shipped' | 'repository'

/** A policy of the store with its text; see migrations/0013-policies.sql. */
export interface StoredPolicy {
  id: string
  name: string
  source: PolicySource
  scope: ScopeKind
  /** Of the team, application or asset; null for everything. */
  scopeId: string | null
  enabled: boolean
  trusted: boolean
  /** 0 = shipped. */
  revision: number
  text: string
  changedAt: Date | null
  changedBy: string | null
}

/** One that is carried out. */
export interface InForce {
  id: string
  source: PolicySource
  scopeId: string | null
  text: string
  policy: Policy & { scope: ScopeKind; bounded: boolean }
}

/** All policies: those that come with Stance first, then by name. */
export async function readPolicies(db: Pool | Tx): Promise<StoredPolicy[]> {
  const { rows } = await db.query<StoredPolicy>(
    `select p.id, p.name, p.source, p.scope, coalesce(p.team_id, p.application_id, p.asset_id) as "scopeId", p.enabled, p.trusted,
            p.revision, coalesce(v.text, '') as text, p.changed_at as "changedAt", p.changed_by as "changedBy"
     from policy p left join policy_version v on v.policy_id = p.id and v.revision = p.revision
     order by p.name, p.id`,
  )
  const switched = new Map(rows.map((row) => [row.id, row]))
  const shipped = await Promise.all(
    (await shippedPolicies()).map(async (name): Promise<StoredPolicy> => {
      const id = shippedId(name)
      const row = switched.get(id)
      return {
        id,
        name,
        source: 'shipped',
        scope: 'everything',
        scopeId: null,
        enabled: row?.enabled ?? SHIPPED_ON.includes(name),
        trusted: false,
        revision: 0,
        text: await shippedText(name),
        changedAt: row?.changedAt ?? null,
        changedBy: row?.changedBy ?? null,
      }
    }),
  )
  return [...shipped, ...rows.filter(({ source }) => source !== 'shipped')]
}

/** Those that are enabled and can be read. A repository's own that is broken counts for nothing; its list row says why. */
export async function policiesInForce(db: Pool | Tx): Promise<InForce[]> {
  const all = await readPolicies(db)
  return all.flatMap((one) => {
    const policy = one.enabled ? readOrUndefined(one) : undefined
    return policy ? [{ id: one.id, source: one.source, scopeId: one.scopeId, text: one.text, policy }] : []
  })
}

const readOrUndefined = (stored: StoredPolicy): InForce['policy'] | undefined => {
  try {
    return parsed(stored)
  } catch {
    return undefined
  }
}

/** The policy that a stored text is. Throws `bad_policy` (422). */
export const parsed = ({ name, text, scope, source, trusted }: StoredPolicy): InForce['policy'] => ({
  ...known(name, text),
  scope,
  bounded: source === 'repository' && !trusted,
})

// Reading a text and checking its conditions takes milliseconds, and each settling of an asset asks for all of them.
const MOST_KNOWN = 500
const texts = new Map<string, Policy>()

function known(name: string, text: string): Policy {
  const before = texts.get(text)
  if (before) return before
  const policy = readPolicy(name, text)
  if (texts.size >= MOST_KNOWN) texts.clear()
  texts.set(text, policy)
  return policy
}
