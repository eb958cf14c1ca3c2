import type { CodeLocation } from '../../model/observation.ts'
import type { Tx } from '../../platform/database.ts'
import { NEAR_LINES } from './align.ts'
import type { ScopeArgs } from './compare.ts'
import { isCurrent } from './elsewhere.ts'
import type { NearCandidate } from './pair-near.ts'
import { sharedPath } from './settle-roots.ts'
import { shapeOf } from './shape.ts'
import { isShown } from './shown.ts'

export interface NearArgs extends ScopeArgs {
  /** Most lines apart. */
  lines: number
  at: Date
  /** `path:line` of what this report showed to stand on another line than before. */
  moved: ReadonlySet<string>
}

interface Row extends NearCandidate {
  path: string
  scope: string
  /** Its tool speaks of the same state of the source, or saw it first after this scope's last report. */
  current: boolean
}

/**
 * What other tools (`scopes`) see within some lines of a fresh observation, as far as they speak of the same state of the
 * file.
 */
export async function nearCandidates(tx: Tx, args: NearArgs, scopes: string[]): Promise<NearCandidate[]> {
  const rows = await neighbours(tx, args, scopes)
  const older = rows.filter((row) => !row.current)
  if (older.length === 0) return rows
  const common = await commonFindings(tx, args, scopes, [...new Set(older.map((row) => row.path))])
  return rows.filter((row) => row.current || isUpToDate(row, common, args.moved))
}

// Weaknesses of code, secrets in it, and those of pipelines, which stand so close together that only the same line is the same place.
const KINDS = `('code', 'secret', 'pipeline')`

// A secret without CWE is CWE-798 (hard-coded credentials) by definition; tools rarely say so.
const cwesOf = (row: string): string =>
  `case when ${row}.kind = 'secret' then ${row}.cwes || 798 else ${row}.cwes end`

async function neighbours(
  tx: Tx,
  { asset, report, scope, lines, at }: NearArgs,
  scopes: string[],
): Promise<Row[]> {
  const { rows } = await tx.query<Row & Details>(
    // In steps, each small: without statistics the planner would loop over all of an asset's findings.
    `with fresh as materialized (
       select s.id, s.kind, s.path, ${sharedPath('s.path', 'so')} as shared, s.line, s.data::jsonb->'location' as location,
              s.data::jsonb->>'secretHash' as secret,
              ${cwesOf('s')} as cwes
       from staged_observation s
       join scope so on so.asset_id = $1 and so.id = $3
       where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3 and s.present and s.kind in ${KINDS}
         and not exists (select from observation o where o.asset_id = $1 and o.scope_id = $3 and o.key = s.key)
     ), others as materialized (
       select id, path_strip, path_base from scope where asset_id = $1 and id = any($5::uuid[])
     ), near as materialized (
       select s.*, e.id as other, e.line as other_line, e.scope_id, e.finding_id, e.first_seen
       from fresh s
       join others k on starts_with(s.shared, k.path_base)
       join observation e on e.asset_id = $1 and e.scope_id = k.id
         and e.path = k.path_strip || substr(s.shared, length(k.path_base) + 1)
         and e.line between s.line - $4 and s.line + $4 and e.present and not e.pinned
         and (e.line = s.line or 'pipeline' not in (s.kind, e.kind))
     ), own as materialized (
       select o.finding_id, o.line from observation o
       where o.asset_id = $1 and o.scope_id = $3 and o.finding_id in (select finding_id from near)
         and ${isShown('o', scope, scope)}
     )
     select n.id as fresh, n.line as "freshLine", n.cwes as "freshCwes", f.id as finding, ${cwesOf('f')} as "findingCwes",
            n.other as observation, n.other_line as "observationLine", sc.tool as "observationTool",
            n.location, d.data->'location' as "otherLocation", n.secret, d.data->>'secretHash' as "otherSecret", n.path, n.scope_id as scope,
            n.first_seen > coalesce(so.last_seen, '-infinity') or coalesce(${isCurrent('sc', 'so', '$6::timestamptz')}, true) as current
     from near n
     join scope sc on sc.asset_id = $1 and sc.id = n.scope_id
     join scope so on so.asset_id = $1 and so.id = $3
     join observation_detail d on d.asset_id = $1 and d.observation_id = n.other
     join finding f on f.asset_id = $1 and f.id = n.finding_id and f.merged_into is null and f.kind in ${KINDS}
     -- A finding that this tool sees on another line has its own of this tool: what is fresh is the next one.
     where not exists (select from own where own.finding_id = n.finding_id and own.line is distinct from n.line)`,
    [asset, report, scope, lines, scopes, at],
  )
  return rows.filter(mayBeSame).map(({ location, otherLocation, secret, otherSecret, ...row }) => ({
    ...row,
    columns:
      location?.column && otherLocation?.column ? Math.abs(location.column - otherLocation.column) : null,
  }))
}

type Details = Record<'location' | 'otherLocation', Partial<CodeLocation> | null> &
  Record<'secret' | 'otherSecret', string | null>

/**
 * Two tools that both mark a region mean the same code only where the regions meet, or follow each other; two that both print the
 * secret mean the same one only where it is: a key's id and the key itself stand side by side.
 */
function mayBeSame(row: Row & Details): boolean {
  const { location, otherLocation, freshLine, observationLine, secret, otherSecret } = row
  if (secret && otherSecret && secret !== otherSecret) return false
  if (shapeOf(location) === '' || shapeOf(otherLocation) === '') return true
  const [first, last] = [
    Math.max(freshLine, observationLine),
    Math.min(endOf(location), endOf(otherLocation)),
  ]
  return first - last <= 1
}

const endOf = (location: Partial<CodeLocation> | null): number => location?.endLine ?? location?.line ?? 0

/** A finding that both this scope and another one see in a file, and how far apart. */
interface Common {
  path: string
  scope: string
  line: number
  apart: number
}

async function commonFindings(
  tx: Tx,
  { asset, scope }: NearArgs,
  scopes: string[],
  paths: string[],
): Promise<Common[]> {
  const { rows } = await tx.query<Common>(
    `with own as materialized (
       select finding_id, path, line from observation
       where asset_id = $1 and scope_id = $2 and present and line is not null and path = any($3::text[])
     )
     select o.path, e.scope_id as scope, o.line, min(abs(e.line - o.line)) as apart
     from own o
     join scope so on so.asset_id = $1 and so.id = $2
     join observation e on e.asset_id = $1 and e.finding_id = o.finding_id and e.present and e.line is not null
       and e.scope_id = any($4::uuid[])
     join scope se on se.asset_id = $1 and se.id = e.scope_id and ${sharedPath('e.path', 'se')} = ${sharedPath('o.path', 'so')}
     group by o.path, e.scope_id, o.finding_id, o.line`,
    [asset, scope, paths, scopes],
  )
  return rows
}

/**
 * Lines moved since the other tool looked when a finding of both is no longer where it says; where this report saw lines
 * move, another tool must have seen so too before its lines are trusted.
 */
function isUpToDate({ path, scope }: Row, common: readonly Common[], moved: ReadonlySet<string>): boolean {
  const here = common.filter((c) => c.path === path && c.scope === scope)
  if (here.some((c) => c.apart > NEAR_LINES)) return false
  const movedHere = [...moved].some((place) => place.startsWith(`${path}:`))
  return !movedHere || here.some((c) => moved.has(`${path}:${c.line}`))
}
