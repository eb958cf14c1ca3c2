import type { Tx } from '../../platform/database.ts'
import type { Reader } from './reader.ts'
import { reasonText, type StoredReason } from './reason-text.ts'

/** How observations came to a finding that another one opened. */
export const MERGE_RULES = ['shared', 'handler', 'block', 'near', 'sole', 'alias', 'rules', 'join'] as const
export type MergeRule = (typeof MERGE_RULES)[number]

export interface MergesQuery {
  limit: number
  /** The `next` of the page before: id of its last finding. */
  cursor?: string | undefined
  /** Ids or names. */
  asset?: string[] | undefined
  rule?: MergeRule[] | undefined
}

/** One finding that several observations make. Times are ISO 8601. */
export interface Merge {
  id: string
  title: string
  asset: { id: string; name: string }
  location: string
  tools: string[]
  observations: {
    id: string
    tool: string
    rule: string
    title: string
    location: string
    firstSeen: string
    reason: { rule: string; text: string }
  }[]
}

export interface Merges {
  items: Merge[]
  next: string | null
  total: number
  /** Observations that joined a finding, by the rule that put them there; under all filters but `rule`. */
  byRule: { rule: MergeRule; observations: number }[]
}

/** What was merged and why, the newest finding first. */
export async function listMerges(
  tx: Tx,
  query: MergesQuery,
  { visible }: Pick<Reader, 'visible'>,
): Promise<Merges> {
  const everything = !query.asset && visible === 'all'
  const assets = everything ? null : await assetsNamed(tx, query.asset, visible)
  const rules = query.rule ?? [...MERGE_RULES]
  const { rows } = await tx.query<{ id: string; asset: string }>(
    `select distinct o.finding_id as id, o.asset_id as asset from observation o
     where ${MERGED} and o.reason->>'rule' = any($1) and ($2::uuid[] is null or o.asset_id = any($2)) and ($3::uuid is null or o.finding_id < $3)
     order by o.finding_id desc limit $4`,
    [rules, assets, query.cursor ?? null, query.limit + 1],
  )
  const page = rows.slice(0, query.limit)
  const byRule = await countByRule(tx, assets)
  return {
    items: await readMerges(tx, page),
    next: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
    total: await countFindings(tx, assets, rules),
    byRule,
  }
}

// As the partial index observation_merged has it, to the letter.
const MERGED = `o.reason->>'rule' in (${MERGE_RULES.map((rule) => `'${rule}'`).join(', ')})`

/** Ids of the assets that are named, by id or name, as far as they are visible; all visible ones when none is named. */
export async function assetsNamed(
  tx: Tx,
  named: string[] | undefined,
  visible: Reader['visible'],
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from asset where ($1::text[] is null or id::text = any($1) or name = any($1)) and ($2::uuid[] is null or id = any($2))
     order by id`,
    [named ?? null, visible === 'all' ? null : [...visible]],
  )
  return rows.map(({ id }) => id)
}

async function countByRule(tx: Tx, assets: string[] | null): Promise<Merges['byRule']> {
  const { rows } = await tx.query<{ rule: MergeRule; observations: number }>(
    `select o.reason->>'rule' as rule, count(*) as observations from observation o
     where ${MERGED} and ($1::uuid[] is null or o.asset_id = any($1)) group by 1 order by 2 desc, 1`,
    [assets],
  )
  return rows
}

async function countFindings(tx: Tx, assets: string[] | null, rules: readonly string[]): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(distinct o.finding_id) as count from observation o
     where ${MERGED} and o.reason->>'rule' = any($2) and ($1::uuid[] is null or o.asset_id = any($1))`,
    [assets, rules],
  )
  return rows[0]?.count ?? 0
}

interface StoredPart {
  finding: string
  id: string
  tool: string
  rule: string
  first_seen: Date
  reason: StoredReason
  data: { title: string; place?: string }
}

async function readMerges(tx: Tx, keys: { id: string; asset: string }[]): Promise<Merge[]> {
  const [assets, ids] = [keys.map(({ asset }) => asset), keys.map(({ id }) => id)]
  const findings = await tx.query<
    Omit<Merge, 'asset' | 'observations'> & { asset_id: string; asset: string }
  >(
    `select f.id, f.title, f.place as location, f.tools, a.id as asset_id, a.name as asset
     from unnest($1::uuid[], $2::uuid[]) with ordinality k (asset_id, id, n)
     join finding f on f.asset_id = k.asset_id and f.id = k.id join asset a on a.id = f.asset_id order by k.n`,
    [assets, ids],
  )
  const parts = await tx.query<StoredPart>(
    `select o.finding_id as finding, o.id, s.tool, o.rule, o.first_seen, o.reason, d.data
     from unnest($1::uuid[], $2::uuid[]) k (asset_id, id)
     join observation o on o.asset_id = k.asset_id and o.finding_id = k.id
     join scope s on s.asset_id = o.asset_id and s.id = o.scope_id
     join observation_detail d on d.asset_id = o.asset_id and d.observation_id = o.id
     order by o.first_seen, o.id`,
    [assets, ids],
  )
  const byFinding = Map.groupBy(parts.rows, ({ finding }) => finding)
  return findings.rows.map(({ asset, asset_id, ...finding }) => ({
    ...finding,
    asset: { id: asset_id, name: asset },
    observations: (byFinding.get(finding.id) ?? []).map(shapePart),
  }))
}

const shapePart = ({
  id,
  tool,
  rule,
  first_seen,
  reason,
  data,
}: StoredPart): Merge['observations'][number] => ({
  id,
  tool,
  rule,
  title: data.title,
  location: data.place ?? rule,
  firstSeen: first_seen.toISOString(),
  reason: { rule: reason.rule, text: reasonText(reason) },
})
