import { isShared, type LinkKind, type NodeKind } from '../../../model/estate.ts'
import type { Tx } from '../../../platform/database.ts'
import { kindsOf } from './kinds-of.ts'
import type { Arrow, Step } from './parse-question.ts'
import { isNamed } from './prefilter.ts'

/** A thing as it was reached on the way to a step: `from` leads back to the first step. */
export interface Visit {
  id: string
  kind: NodeKind
  from: Visit | undefined
  /** Link by which the way comes here; null for the first. */
  via: LinkKind | null
  against: boolean
  step: number
}

/** One link from a thing that was reached to the next. */
export interface Hop {
  near: string
  id: string
  kind: NodeKind
  via: LinkKind
  against: boolean
}

/**
 * What may answer a step by itself, as far as SQL tells: at most `limit` things, and whether there may be more. Of each asset one after the
 * other: what is reached from the first ones then differs most. `among` = of these ids only. `spread`: by their names, which many assets
 * have in common, where nothing rarer is asked for.
 */
export async function startsOf(
  tx: Tx,
  step: Step,
  visible: string[] | null,
  { limit, among, spread }: { limit: number; among?: ReadonlySet<string> | undefined; spread?: boolean },
): Promise<{ starts: Visit[]; more: boolean }> {
  const prefilter = step.condition?.prefilter ?? {}
  const { asset, application, name, exposure, authenticated, knownExploited, data } = prefilter
  // What is one thing for all has a row in each asset; of the rest every row is another.
  const shared = step.kind !== '*' && isShared(step.kind)
  const byName = spread && !shared && !among && !isNamed(prefilter) && step.kind !== '*'
  const { rows } = await tx.query<{ id: string; kind: NodeKind; asset: string }>(
    `select ${shared ? 'distinct on (n.id)' : ''} n.id, n.kind, n.asset_id as asset from estate_node n
     where ($1 = '*' or n.kind = $1) and ($2::uuid[] is null or n.asset_id = any($2))
       and ($4::text is null or n.asset_id in (select id from asset where name = $4))
       and ($5::text is null or n.asset_id in (
         select a.id from asset a join application p on p.id = a.application_id where p.name = $5))
       and ($6::text is null or n.name = $6 or n.name = '')
       and ($7::text is null or coalesce(n.reached_from, n.exposure, 'unknown') = $7)
       and ($8::boolean is null or coalesce(n.authenticated, false) = $8) and ($9::text[] is null or n.data_classes @> $9)
       and ($10::boolean is null or n.asset_id in (
         select f.asset_id from finding f where f.known_exploited and f.state = 'open' and f.posture and f.merged_into is null))
       and ($11::uuid[] is null or n.id = any($11))
     ${byName ? 'order by n.name' : ''} limit $3`,
    [
      step.kind,
      visible,
      limit,
      asset ?? null,
      application ?? null,
      name ?? null,
      exposure ?? null,
      authenticated ?? null,
      data ?? null,
      knownExploited ?? null,
      among ? [...among] : null,
    ],
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const starts = inTurn([...byId.values()]).map(
    ({ id, kind }): Visit => ({ id, kind, from: undefined, via: null, against: false, step: 0 }),
  )
  return { starts, more: rows.length === limit }
}

/** The first of each asset, then the second of each, and so on. */
function inTurn<Row extends { asset: string }>(rows: readonly Row[]): Row[] {
  const taken = new Map<string, number>()
  const rounds: Row[][] = []
  for (const row of rows) {
    const round = taken.get(row.asset) ?? 0
    taken.set(row.asset, round + 1)
    const own = rounds[round] ?? []
    rounds[round] = own
    own.push(row)
  }
  return rounds.flat()
}

/** What lies one link from each of some things along an arrow, each once, as links and people's words on them tell. */
export async function hopsFrom(
  tx: Tx,
  ids: string[],
  arrow: Arrow,
  visible: string[] | null,
): Promise<Hop[]> {
  const { out, into } = kindsOf(arrow)
  const { rows } = await tx.query<Hop>(
    `with start as (select unnest($1::uuid[]) as id),
     hop as (
       select l.from_id as near, l.to_id as id, l.kind as via, false as against
       from start join estate_link l on l.from_id = start.id left join estate_link_word w using (asset_id, from_id, kind, to_id)
       where l.kind = any($2) and ($4::uuid[] is null or l.asset_id = any($4)) and w.verdict is distinct from 'cut'
       union all
       select l.to_id, l.from_id, l.kind, true
       from start join estate_link l on l.to_id = start.id left join estate_link_word w using (asset_id, from_id, kind, to_id)
       where l.kind = any($3) and ($4::uuid[] is null or l.asset_id = any($4)) and w.verdict is distinct from 'cut'
       union all
       select w.from_id, w.to_id, w.kind, false from start join estate_link_word w on w.from_id = start.id
       where w.verdict = 'added' and w.kind = any($2) and ($4::uuid[] is null or w.asset_id = any($4))
       union all
       select w.to_id, w.from_id, w.kind, true from start join estate_link_word w on w.to_id = start.id
       where w.verdict = 'added' and w.kind = any($3) and ($4::uuid[] is null or w.asset_id = any($4)))
     select hop.near, hop.id, node.kind, hop.via, hop.against
     from (select distinct on (id) * from hop order by id, near) hop
     cross join lateral (
       select n.kind from estate_node n where n.id = hop.id and ($4::uuid[] is null or n.asset_id = any($4)) limit 1) node`,
    [ids, out, into, visible],
  )
  return rows
}
