import { isVisible, type VisibleAssets, visibleParameter } from '../../access/visible-assets.ts'
import type { FindingState } from '../../model/finding-state.ts'
import type { Kind } from '../../model/kind.ts'
import { type Severity, severityOfRank } from '../../model/severity.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import type { Tx } from '../../platform/database.ts'
import type { KeptLink } from './chains.ts'
import { COMBINER } from './observation-of-hit.ts'

interface Ref {
  id: string
  name: string
}

export interface ChainPart {
  id: string
  asset: Ref
  kind: Kind
  title: string
  severity: Severity
  state: FindingState
}

export interface ReadLink extends Omit<KeptLink, 'asset' | 'findings'> {
  asset: Ref
  findings: ChainPart[]
}

/** SQL: the findings that stand for kept chains. */
export const FINDING_OF_CHAIN = `
  from combination_chain c
  join scope s on s.asset_id = c.asset_id and s.tool = '${COMBINER}'
  join observation o on o.asset_id = c.asset_id and o.scope_id = s.id and o.rule = c.combination and o.present
  join observation_detail d on d.asset_id = c.asset_id and d.observation_id = o.id and d.data #>> '{resource,address}' = c.address
  join finding f on f.asset_id = c.asset_id and f.id = o.finding_id
  join asset a on a.id = c.asset_id`

/** The chain of a finding that is a combination; null for others. Things and findings of assets that may not be seen are left out. */
export async function readChain(
  tx: Tx,
  { asset, finding }: { asset: string; finding: string },
  visible: VisibleAssets,
): Promise<{ combination: string; chain: ReadLink[] } | null> {
  const { rows } = await tx.query<{ combination: string; chain: KeptLink[] }>(
    `select c.combination, c.chain ${FINDING_OF_CHAIN} where c.asset_id = $1 and f.id = $2 limit 1`,
    [asset, finding],
  )
  const [row] = rows
  if (!row) return null
  const [chain = []] = await tellChains(tx, [row.chain], visible)
  return { combination: row.combination, chain }
}

export interface PartOf {
  finding: string
  asset: Ref
  title: string
  severity: Severity
}

/** Open combinations that a finding is part of. */
export async function partOf(tx: Tx, finding: string, visible: VisibleAssets): Promise<PartOf[]> {
  const { rows } = await tx.query<Omit<PartOf, 'severity'> & { rank: number }>(
    `select distinct f.id as finding, jsonb_build_object('id', a.id, 'name', a.name) as asset, f.title,
            coalesce(f.severity_override, f.severity)::int as rank
     ${FINDING_OF_CHAIN} where c.findings @> array[$1::uuid] and f.state = 'open' and ($2::uuid[] is null or c.asset_id = any($2))
     order by 4 desc, 3 limit 50`,
    [finding, visibleParameter(visible)],
  )
  return rows.map(({ rank, ...row }) => ({ ...row, severity: severityOfRank(rank) }))
}

export interface ReadHit {
  finding: { id: string; title: string; state: FindingState; severity: Severity; score: number | null }
  asset: Ref
  chain: ReadLink[]
}

/** Findings of one combination with their chains, worst first. */
export async function listHits(
  tx: Tx,
  combination: string,
  visible: VisibleAssets,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<{ items: ReadHit[]; next: string | null; total: number }> {
  const after = decodeCursor(cursor, 2) ?? [null, null]
  const where = 'c.combination = $1 and ($2::uuid[] is null or c.asset_id = any($2))'
  const { rows } = await tx.query<Omit<ReadHit, 'chain'> & { chain: KeptLink[]; rank: number }>(
    `select jsonb_build_object('id', f.id, 'title', f.title, 'state', f.state, 'score', f.score / 10.0) as finding,
            coalesce(f.severity_override, f.severity)::int as rank, jsonb_build_object('id', a.id, 'name', a.name) as asset, c.chain,
            coalesce(f.score, 0)::int as score
     ${FINDING_OF_CHAIN} where ${where} and ($3::int is null or (-coalesce(f.score, 0), f.id) > (-$3::int, $4::uuid))
     order by coalesce(f.score, 0) desc, f.id limit $5`,
    [combination, visibleParameter(visible), ...after, limit + 1],
  )
  const count = await tx.query<{ total: number }>(
    `select count(*)::int as total ${FINDING_OF_CHAIN} where ${where}`,
    [combination, visibleParameter(visible)],
  )
  const page = rows.slice(0, limit)
  const chains = await tellChains(
    tx,
    page.map(({ chain }) => chain),
    visible,
  )
  const last = page.at(-1)
  return {
    items: page.map(({ finding, asset, rank }, at) => ({
      finding: { ...finding, severity: severityOfRank(rank) },
      asset,
      chain: chains[at] ?? [],
    })),
    next:
      rows.length > limit && last
        ? encodeCursor([Math.round((last.finding.score ?? 0) * 10), last.finding.id])
        : null,
    total: count.rows[0]?.total ?? 0,
  }
}

/** How many open findings each combination has among what may be seen. */
export async function countHits(tx: Tx, visible: VisibleAssets): Promise<Map<string, number>> {
  const { rows } = await tx.query<{ combination: string; hits: number }>(
    `select c.combination, count(distinct f.id)::int as hits ${FINDING_OF_CHAIN}
     where f.state = 'open' and ($1::uuid[] is null or c.asset_id = any($1)) group by 1`,
    [visibleParameter(visible)],
  )
  return new Map(rows.map(({ combination, hits }) => [combination, hits]))
}

/** Kept chains with names of assets and what their findings are now. */
export async function tellChains(
  tx: Tx,
  chains: readonly KeptLink[][],
  visible: VisibleAssets,
): Promise<ReadLink[][]> {
  const all = chains.flat()
  const names = await assetNames(tx, [...new Set(all.map(({ asset }) => asset))])
  const parts = await partsOf(
    tx,
    all.flatMap(({ findings }) => findings).filter(({ asset }) => isVisible(visible, asset)),
  )
  return chains.map((chain) =>
    chain
      .filter(({ asset }) => isVisible(visible, asset))
      .map(({ asset, findings, ...link }) => ({
        ...link,
        asset: { id: asset, name: names.get(asset) ?? '' },
        findings: findings.flatMap(({ id }) => parts.get(id) ?? []),
      })),
  )
}

async function assetNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await tx.query<Ref>('select id, name from asset where id = any($1::uuid[])', [ids])
  return new Map(rows.map(({ id, name }) => [id, name]))
}

async function partsOf(
  tx: Tx,
  findings: readonly { asset: string; id: string }[],
): Promise<Map<string, ChainPart>> {
  const { rows } = await tx.query<Omit<ChainPart, 'severity'> & { rank: number }>(
    `select f.id, jsonb_build_object('id', a.id, 'name', a.name) as asset, f.kind, f.title, f.state,
            coalesce(f.severity_override, f.severity)::int as rank
     from unnest($1::uuid[], $2::uuid[]) as w (asset_id, id)
     join finding f on f.asset_id = w.asset_id and f.id = w.id join asset a on a.id = f.asset_id`,
    [findings.map(({ asset }) => asset), findings.map(({ id }) => id)],
  )
  return new Map(rows.map(({ rank, ...row }) => [row.id, { ...row, severity: severityOfRank(rank) }]))
}
