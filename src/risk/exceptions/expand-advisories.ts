import type { Tx } from '../../platform/database.ts'

/** Ids of vulnerabilities with all their other names. */
export async function expandAdvisories(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>(
    `select o.id from advisory_alias l join advisory_alias o on o.canonical = l.canonical where l.id = any($1::text[])
     union select canonical from advisory_alias where id = any($1::text[])`,
    [ids],
  )
  return new Set([...ids, ...rows.map(({ id }) => id)])
}
