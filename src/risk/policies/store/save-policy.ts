import type { Actor } from '../../../access/actor.ts'
import { audit } from '../../../access/audit.ts'
import type { Tx } from '../../../platform/database.ts'
import { AppError, notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { notify } from '../../../platform/notify.ts'
import { requireRevision } from '../../../platform/require-revision.ts'
import type { ScopeKind } from '../effect.ts'
import type { Policy } from '../policy.ts'
import { readPolicy } from '../read-policy.ts'
import { readPolicies, type StoredPolicy } from './policies-in-force.ts'
import { queueApplying } from './queue-applying.ts'
import { assetsOfScopes, requireScope, type Scope } from './scope.ts'

interface ScopeWish {
  kind: ScopeKind
  id?: string | undefined
}

export interface NewPolicy {
  text: string
  scope: ScopeWish
  enabled: boolean
  note: string
}

export interface PolicyChange {
  text?: string | undefined
  scope?: ScopeWish | undefined
  enabled?: boolean | undefined
  trusted?: boolean | undefined
  /** The revision that one began from. */
  revision?: number | undefined
  note: string
}

/** One of all policies. Throws `not_found`. */
export async function getPolicy(tx: Tx, id: string): Promise<StoredPolicy> {
  const found = (await readPolicies(tx)).find((one) => one.id === id)
  if (!found) throw notFound('policy', id)
  return found
}

/** Keeps a new policy, and queues its applying. Returns its id. Throws `bad_policy`, `bad_scope`, `name_taken`. */
export async function addPolicy(tx: Tx, actor: Actor, wish: NewPolicy): Promise<string> {
  const policy = readPolicy('The policy', wish.text)
  await refuseTaken(tx, policy)
  const scope = await requireScope(tx, wish.scope)
  const id = newId()
  await tx.query(
    `insert into policy (id, name, source, scope, team_id, application_id, asset_id, enabled, revision, changed_by)
     values ($1, $2, 'stored', $3, $4, $5, $6, $7, 1, $8)`,
    [id, policy.name, scope.kind, ...columnsOf(scope), wish.enabled, actor.name],
  )
  await keepRevision(tx, actor.name, { id, revision: 1, text: wish.text, note: wish.note })
  await changed(tx, wish.enabled ? [scope] : [])
  const { enabled, note } = wish
  await audit(tx, actor, 'policy.create', `policy/${id}`, { name: policy.name, scope, enabled, note })
  return id
}

/**
 * Changes what is given, and queues its applying. Throws `not_found`, `changed_meanwhile`, `bad_policy`, `bad_scope`, `shipped`,
 * `needs_administrator`.
 */
export async function changePolicy(tx: Tx, actor: Actor, id: string, wish: PolicyChange): Promise<void> {
  await tx.query('select from policy where id = $1 for update', [id])
  const before = await getPolicy(tx, id)
  requireRevision(before, wish.revision)
  check(before, actor, wish)
  if (before.source === 'shipped') await switchShipped(tx, actor, before, wish.enabled ?? before.enabled)
  else await changeStored(tx, actor, before, wish)
  const scope = wish.scope ? await requireScope(tx, wish.scope) : scopeOf(before)
  const enabled = wish.enabled ?? before.enabled
  const scopes = [...(before.enabled ? [scopeOf(before)] : []), ...(enabled ? [scope] : [])]
  await changed(tx, scopes)
  const { text, note, revision: _, ...words } = wish
  await audit(tx, actor, 'policy.change', `policy/${id}`, {
    name: before.name,
    ...words,
    ...(text !== undefined && text !== before.text
      ? { revision: { was: before.revision, is: before.revision + 1 } }
      : {}),
    note,
  })
}

/** It counts for nothing from now on, and its texts are gone. Throws `not_found`, `shipped`. */
export async function deletePolicy(tx: Tx, actor: Actor, id: string): Promise<void> {
  const before = await getPolicy(tx, id)
  if (before.source === 'shipped')
    throw new AppError('shipped', 400, `${before.name} comes with Stance: disable it instead.`)
  await tx.query('delete from policy where id = $1', [id])
  await changed(tx, before.enabled ? [scopeOf(before)] : [])
  await audit(tx, actor, 'policy.delete', `policy/${id}`, { name: before.name, text: before.text })
}

const scopeOf = ({ scope, scopeId }: StoredPolicy): Scope => ({ kind: scope, id: scopeId })

/** Of the team, the application, the asset. */
const columnsOf = ({ kind, id }: Scope): (string | null)[] =>
  (['team', 'application', 'asset'] as const).map((one) => (kind === one ? id : null))

function check({ source, name, text }: StoredPolicy, actor: Actor, wish: PolicyChange): void {
  const words = wish.text !== undefined || wish.scope !== undefined
  if (source === 'shipped' && (words || wish.trusted !== undefined))
    throw new AppError(
      'shipped',
      400,
      `${name} comes with Stance and stays as it is: make a copy, and change that.`,
    )
  if (source === 'repository' && words)
    throw new AppError(
      'in_repository',
      400,
      `${name} stands in its repository's .stance/policy.yaml: change it there, and discover the repository again.`,
    )
  if (wish.trusted !== undefined && source !== 'repository')
    throw new AppError('not_bounded', 400, `${name} is not out of a repository: nothing bounds it.`)
  if (wish.trusted !== undefined && actor.role !== 'administrator')
    throw new AppError(
      'needs_administrator',
      403,
      'Only an administrator may trust a repository’s own policy.',
    )
  if (wish.enabled && source === 'repository') readPolicy(name, text)
}

async function switchShipped(
  tx: Tx,
  actor: Actor,
  { id, name }: StoredPolicy,
  enabled: boolean,
): Promise<void> {
  await tx.query(
    `insert into policy (id, name, source, scope, enabled, revision, changed_by) values ($1, $2, 'shipped', 'everything', $3, 0, $4)
     on conflict (id) do update set enabled = excluded.enabled, changed_by = excluded.changed_by, changed_at = now()`,
    [id, name, enabled, actor.name],
  )
}

async function changeStored(tx: Tx, actor: Actor, before: StoredPolicy, wish: PolicyChange): Promise<void> {
  const { id } = before
  const text = wish.text ?? before.text
  const isNew = text !== before.text
  const revision = before.revision + Number(isNew)
  const name = isNew ? readPolicy(before.name, text).name : before.name
  if (name !== before.name) await refuseTaken(tx, { name })
  if (isNew) await keepRevision(tx, actor.name, { id, revision, text, note: wish.note })
  const scope = wish.scope ? await requireScope(tx, wish.scope) : scopeOf(before)
  await tx.query(
    `update policy set name = $2, scope = $3, team_id = $4, application_id = $5, asset_id = $6, enabled = $7, trusted = $8, revision = $9,
       changed_by = $10, changed_at = now() where id = $1`,
    [
      id,
      name,
      scope.kind,
      ...columnsOf(scope),
      wish.enabled ?? before.enabled,
      wish.trusted ?? before.trusted,
      revision,
      actor.name,
    ],
  )
}

/** Also used for what discovery finds. */
export const keepRevision = (
  tx: Tx,
  by: string,
  { id, revision, text, note }: { id: string; revision: number; text: string; note: string },
) =>
  tx.query(
    'insert into policy_version (policy_id, revision, text, note, changed_by) values ($1, $2, $3, $4, $5)',
    [id, revision, text, note, by],
  )

async function refuseTaken(tx: Tx, { name }: Pick<Policy, 'name'>): Promise<void> {
  const taken = (await readPolicies(tx)).find((one) => one.name === name && one.source !== 'repository')
  if (taken)
    throw new AppError(
      'name_taken',
      409,
      `There is a policy ${name} already${taken.source === 'shipped' ? ', which comes with Stance' : ''}. Call this one differently in its first line, or change that one.`,
    )
}

async function changed(tx: Tx, scopes: readonly Scope[]): Promise<void> {
  if (scopes.length > 0) await queueApplying(tx, await assetsOfScopes(tx, scopes))
  await notify(tx, { topic: 'policy' })
}
