import type { Tx } from '../../../platform/database.ts'
import { newId } from '../../../platform/ids.ts'
import { notify } from '../../../platform/notify.ts'
import { readPolicy } from '../read-policy.ts'
import { keepRevision } from './save-policy.ts'

/** Who changes a repository's own policy, as its revisions say. */
const BY = 'repository'

/**
 * Takes the text that a discovery found in a repository as the policy of its asset; undefined = it has none any more. It may only make
 * things stricter until an administrator trusts it. A text that is no policy is kept, counts for nothing, and its row says why. Returns
 * whether anything changed.
 */
export async function takeRepositoryPolicy(
  tx: Tx,
  asset: string,
  text: string | undefined,
): Promise<boolean> {
  const { rows } = await tx.query<{ id: string; revision: number; text: string }>(
    `select p.id, p.revision, v.text from policy p join policy_version v on v.policy_id = p.id and v.revision = p.revision
     where p.source = 'repository' and p.asset_id = $1 for update of p`,
    [asset],
  )
  const [before] = rows
  if (before?.text === text) return false
  if (text === undefined) await tx.query('delete from policy where id = $1', [before?.id])
  else await keep(tx, asset, before, text)
  await notify(tx, { topic: 'policy' })
  return true
}

async function keep(
  tx: Tx,
  asset: string,
  before: { id: string; revision: number } | undefined,
  text: string,
): Promise<void> {
  const id = before?.id ?? newId()
  const revision = (before?.revision ?? 0) + 1
  await tx.query(
    `insert into policy (id, name, source, scope, asset_id, enabled, revision, changed_by)
     values ($1, $2, 'repository', 'asset', $3, true, $4, $5)
     on conflict (id) do update set name = excluded.name, revision = excluded.revision, changed_at = now()`,
    [id, nameIn(text), asset, revision, BY],
  )
  await keepRevision(tx, BY, { id, revision, text, note: '' })
}

function nameIn(text: string): string {
  try {
    return readPolicy('.stance/policy.yaml', text).name
  } catch {
    return '.stance/policy.yaml'
  }
}
