import { createHash } from 'node:crypto'
import { actorNames } from '../../access/actor-names.ts'
import { contentUuid } from '../../platform/content-uuid.ts'
import type { Tx } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import { eachRow } from '../../platform/snapshot.ts'
import type { Publisher, Statement, Vex } from './statement.ts'
import { statementOf } from './statement-of.ts'
import { STATEMENTS, type StoredStatement } from './stored-statement.ts'

/** What is known and decided about an asset's vulnerable packages, to be taken within the same transaction. Throws 404. */
export async function readVex(tx: Tx, id: string, publisher: Publisher): Promise<Vex> {
  const { asset, branch, root } = await readAsset(tx, id)
  const nameOf = await decidersOf(tx, id)
  async function* statements(): AsyncGenerator<Statement> {
    for await (const row of eachRow<StoredStatement>(tx, STATEMENTS, [id])) yield statementOf(row, nameOf)
  }
  return {
    asset,
    branch,
    publisher,
    product: { iri: root ?? `${publisher.namespace}/assets/${id}`, ...(root && { purl: root }) },
    ...(await survey(id, statements())),
    statements,
  }
}

/** What must be known of all statements before the first is written. */
async function survey(
  asset: string,
  statements: AsyncIterable<Statement>,
): Promise<Pick<Vex, 'at' | 'serial' | 'packages'>> {
  const packages: Vex['packages'] = new Map()
  const hash = createHash('sha256')
  let at = new Date(0)
  for await (const statement of statements) {
    hash.update(JSON.stringify(statement))
    packages.set(packageKey(statement), statement.package)
    if (statement.at > at) at = statement.at
  }
  return { at, serial: contentUuid('vex', asset, hash.digest('hex')), packages }
}

export const packageKey = (statement: Pick<Statement, 'package'>): string => statement.package.purl

interface StoredAsset {
  id: string
  name: string
  branch: string
  roots: string[] | null
}

async function readAsset(tx: Tx, id: string) {
  const { rows } = await tx.query<StoredAsset>(
    `select a.id, a.name, a.default_branch as branch, (
       select array_agg(distinct c.purl) from component_use u
       join scope s on s.asset_id = a.id and s.id = u.scope_id and s.branch = a.default_branch
       join component c on c.id = u.component_id
       where u.asset_id = a.id and u.root) as roots
     from asset a where a.id = $1`,
    [id],
  )
  const [row] = rows
  if (!row) throw notFound('asset', id)
  const { branch, roots, ...asset } = row
  const [only, other] = roots ?? []
  return { asset, branch, root: other === undefined ? only : undefined }
}

async function decidersOf(tx: Tx, asset: string): Promise<(actor: string) => string> {
  const { rows } = await tx.query<{ by: string }>(
    'select distinct decided_by as by from finding_decision where asset_id = $1',
    [asset],
  )
  return actorNames(
    tx,
    rows.map(({ by }) => by),
  )
}
