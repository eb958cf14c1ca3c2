import type { Pool, Tx } from '../../platform/database.ts'
import { type Combination, readCombination } from './definition.ts'
import { shippedCombinations } from './shipped-combinations.ts'

/** A combination of the store with its text; see migrations/0021-own-combinations.sql. */
export interface StoredCombination {
  id: string
  source: 'stored' | 'shipped'
  enabled: boolean
  /** 0 = shipped. */
  revision: number
  text: string
  changedAt: Date | null
  changedBy: string | null
  definition: Combination
}

type Row = Omit<StoredCombination, 'definition'>

/** All combinations: those that come with Stance first, then by name. */
export async function readCombinations(db: Pool | Tx): Promise<StoredCombination[]> {
  const { rows } = await db.query<Row>(
    `select d.id, d.source, d.enabled, d.revision, coalesce(v.text, '') as text, d.changed_at as "changedAt", d.changed_by as "changedBy"
     from combination_definition d left join combination_version v on v.combination = d.id and v.revision = d.revision order by d.id`,
  )
  const switched = new Map(rows.map((row) => [row.id, row]))
  const shipped = shippedCombinations().map(({ definition, text }): StoredCombination => {
    const row = switched.get(definition.id)
    return {
      id: definition.id,
      source: 'shipped',
      enabled: row?.enabled ?? true,
      revision: 0,
      text,
      changedAt: row?.changedAt ?? null,
      changedBy: row?.changedBy ?? null,
      definition,
    }
  })
  const stored = rows.filter(({ source }) => source === 'stored')
  return [...shipped, ...stored.map((row) => ({ ...row, definition: known(row.text) }))]
}

/** Those that the estate is searched for. */
export const combinationsInForce = async (db: Pool | Tx): Promise<Combination[]> =>
  (await readCombinations(db)).filter(({ enabled }) => enabled).map(({ definition }) => definition)

// Reading a text takes milliseconds, and each search asks for all of them.
const MOST_KNOWN = 500
const texts = new Map<string, Combination>()

/** Only what was read once is stored: it can be read again. */
function known(text: string): Combination {
  const before = texts.get(text)
  if (before) return before
  const definition = readCombination('The combination', text)
  if (texts.size >= MOST_KNOWN) texts.clear()
  texts.set(text, definition)
  return definition
}

/** A text that a combination had; times ISO 8601. */
export interface CombinationRevision {
  revision: number
  text: string
  changedAt: string
  changedBy: string
  note: string
}

/** All texts of one, the newest first; none for one that comes with Stance. */
export async function combinationRevisions(db: Pool | Tx, id: string): Promise<CombinationRevision[]> {
  const { rows } = await db.query<Omit<CombinationRevision, 'changedAt'> & { changedAt: Date }>(
    `select revision, text, note, changed_by as "changedBy", changed_at as "changedAt" from combination_version
     where combination = $1 order by revision desc`,
    [id],
  )
  return rows.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() }))
}
