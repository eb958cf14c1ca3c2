import { controlsOf, rulesOf } from '../../model/control/controls.ts'
import type { Tx } from '../../platform/database.ts'
import { sharedAddress } from '../identity.ts'
import type { ScopeArgs } from './compare.ts'
import { isCurrent } from './elsewhere.ts'
import type { BlockCandidate, Lines } from './pair-blocks.ts'
import { sharedPath } from './settle-roots.ts'
import { isGone } from './shown.ts'

interface BlockArgs extends ScopeArgs {
  at: Date
  /** `fresh`, or what was there before and is written again: it may meet now what moved lines kept it from. */
  which: 'fresh' | 'rewritten'
  /** `path:line` of what this report showed to stand on another line than before. */
  moved: ReadonlySet<string>
}

export interface HeldCandidate extends BlockCandidate {
  /** The finding that the result is part of already; null for a fresh one. */
  held: string | null
}

interface Row extends HeldCandidate {
  path: string
  current: boolean
}

// Results about configuration. A Dockerfile's meet as a file, whatever their lines (see identity.ts).
const RESULTS = `from staged_observation s left join observation o on o.asset_id = $1 and o.scope_id = $3 and o.key = s.key
  where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3 and s.present and s.kind = 'config' and s.line is not null and `
const WHICH = { fresh: 'o.id is null', rewritten: 'o.id is not null and not o.pinned' }

/** What other tools (`scopes`) say of the controls that staged results check, in the same files. */
export async function blockCandidates(tx: Tx, args: BlockArgs, scopes: string[]): Promise<HeldCandidate[]> {
  const pairs = await rulePairs(tx, args)
  if (pairs.length === 0) return []
  const rows = await sameControls(tx, args, scopes, pairs)
  const changed = new Set([...args.moved].map((place) => place.replace(/:\d+$/, '')))
  return rows.filter((row) => row.current || !changed.has(row.path)).map(named)
}

/** With addresses as all tools would give them. */
function named(row: Row): HeldCandidate {
  const { control, path, freshAddress, findingAddresses } = row
  const known = (address: string): string => sharedAddress(control, address, path)
  return {
    ...row,
    freshAddress: freshAddress === null ? null : known(freshAddress),
    findingAddresses: findingAddresses.map(known),
  }
}

interface RulePair {
  own: string
  other: string
  control: string
}

/** Each fresh rule that checks a control with every rule that checks it too. */
async function rulePairs(tx: Tx, { asset, report, scope, which }: BlockArgs): Promise<RulePair[]> {
  const { rows } = await tx.query<{ rule: string }>(`select distinct s.rule ${RESULTS} ${WHICH[which]}`, [
    asset,
    report,
    scope,
  ])
  return rows.flatMap(({ rule: own }) =>
    controlsOf(own).flatMap((control) => rulesOf(control).map((other) => ({ own, other, control }))),
  )
}

const linesOf = (line: string, location: string): string =>
  `jsonb_build_object('line', ${line}, 'endLine', greatest(${line}, (${location}->>'endLine')::int))`

async function sameControls(
  tx: Tx,
  { asset, report, scope, at, which }: BlockArgs,
  scopes: string[],
  pairs: readonly RulePair[],
): Promise<Row[]> {
  const { rows } = await tx.query<Row & { freshLines: Lines; observationLines: Lines }>(
    // In steps, each small: without statistics the planner would loop over all of an asset's findings.
    `with pair as materialized (
       select own, other, control from unnest($6::text[], $7::text[], $8::text[]) as p (own, other, control)
     ), fresh as materialized (
       select r.*, ${sharedPath('r.path', 'so')} as shared
       from (select s.id, s.path, s.line, s.rule, s.data::jsonb->'location' as location, o.finding_id as held,
                    s.data::jsonb #>> '{resource,address}' as address
             ${RESULTS} ${WHICH[which]} and s.rule in (select own from pair)) r
       join scope so on so.asset_id = $1 and so.id = $3
     ), others as materialized (
       select id, path_strip, path_base from scope where asset_id = $1 and id = any($5::uuid[])
     ), seen as materialized (
       select f.*, p.control, e.id as other, e.line as other_line, e.scope_id, e.finding_id, e.first_seen
       from fresh f
       join others k on starts_with(f.shared, k.path_base)
       join observation e on e.asset_id = $1 and e.scope_id = k.id
         and e.path = k.path_strip || substr(f.shared, length(k.path_base) + 1)
         and e.line is not null and e.present and e.kind = 'config' and e.finding_id is distinct from f.held
       join pair p on p.own = f.rule and p.other = lower(e.rule)
     ), found as materialized (
       select o.finding_id, array_remove(array_agg(distinct d.data #>> '{resource,address}'), null) as addresses
       from observation o join observation_detail d on d.asset_id = $1 and d.observation_id = o.id
       where o.asset_id = $1 and o.present and o.finding_id in (select finding_id from seen union select held from seen)
         -- What this report does not show any more is about to go.
         and not (o.scope_id = $3 and ${isGone('o.key')})
       -- What a person split off stays alone.
       group by o.finding_id having not bool_or(o.pinned)
     )
     select n.id as fresh, ${linesOf('n.line', 'n.location')} as "freshLines", coalesce(n.address, h.addresses[1]) as "freshAddress", n.held,
            n.finding_id as finding, g.addresses as "findingAddresses", n.other as observation, sc.tool as "observationTool",
            ${linesOf('n.other_line', "(d.data->'location')")} as "observationLines", n.control, n.path,
            n.first_seen > coalesce(so.last_seen, '-infinity') or coalesce(${isCurrent('sc', 'so', '$4::timestamptz')}, true) as current
     from seen n
     join found g on g.finding_id = n.finding_id
     left join found h on h.finding_id = n.held
     join scope sc on sc.asset_id = $1 and sc.id = n.scope_id
     join scope so on so.asset_id = $1 and so.id = $3
     join observation_detail d on d.asset_id = $1 and d.observation_id = n.other
     join finding f on f.asset_id = $1 and f.id = n.finding_id and f.merged_into is null
     where n.held is null or h.finding_id is not null
     order by n.id, n.finding_id, n.other`,
    [
      asset,
      report,
      scope,
      at,
      scopes,
      pairs.map(({ own }) => own),
      pairs.map(({ other }) => other),
      pairs.map(({ control }) => control),
    ],
  )
  return rows
}
