import { actorNames } from '../../access/actor-names.ts'
import type { FindingState } from '../../model/finding-state.ts'
import { type Severity, severityOfRank } from '../../model/severity.ts'
import type { Tx } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import { type FindingRow, readFindingRows } from './finding-row.ts'
import { type EventRow, readHistory } from './read-history.ts'
import { type ObservationRow, readObservations } from './read-observations.ts'

export interface NoteRow {
  id: string
  author: string
  body: string
  createdAt: string
}

export interface FindingDetail extends FindingRow {
  description: string | null
  remediation: string | null
  references: string[]
  /** A person's word on the state. */
  decision: { state: FindingState; reason: string; by: string; at: string; until: string | null } | null
  severityOverride: Severity | null
  observations: ObservationRow[]
  history: EventRow[]
  notes: NoteRow[]
  /** It is part of this finding now. */
  mergedInto: string | null
}

/** Everything about one finding but its score's explanation, which is risk's. Throws `not_found`. */
export async function readFindingDetail(tx: Tx, asset: string, finding: string): Promise<FindingDetail> {
  const [row] = await readFindingRows(tx, [[asset, finding]])
  const words = await readWords(tx, asset, finding)
  if (!row || !words) throw notFound('finding', finding)
  const observations = await readObservations(tx, asset, finding)
  const said = (field: string): string | null =>
    (observations.map(({ data }) => data[field]).find((text) => typeof text === 'string') as string | null) ??
    null
  return {
    ...row,
    description: said('description'),
    remediation: said('remediation'),
    references: [
      ...new Set(observations.flatMap(({ data }) => (data.references as string[] | undefined) ?? [])),
    ],
    ...words,
    observations,
    history: await readHistory(tx, asset, finding),
    notes: await readNotes(tx, asset, finding),
  }
}

interface StoredWords {
  decision: FindingState | null
  severity_override: number | null
  merged_into: string | null
  reason: string | null
  decided_by: string | null
  decided_at: Date | null
  until: Date | null
  changed_at: Date
}

type Words = Pick<FindingDetail, 'decision' | 'severityOverride' | 'mergedInto'>

async function readWords(tx: Tx, asset: string, finding: string): Promise<Words | undefined> {
  const { rows } = await tx.query<StoredWords>(
    `select f.decision, f.severity_override, f.merged_into, f.changed_at, d.reason, d.decided_by, d.decided_at, d.until
     from finding f left join finding_decision d on d.asset_id = $1 and d.finding_id = f.id
     where f.asset_id = $1 and f.id = $2`,
    [asset, finding],
  )
  const row = rows[0]
  if (!row) return undefined
  const name = await actorNames(tx, [row.decided_by])
  return {
    decision: row.decision && {
      state: row.decision,
      reason: row.reason ?? '',
      by: row.decided_by ? name(row.decided_by) : '',
      at: (row.decided_at ?? row.changed_at).toISOString(),
      until: row.until?.toISOString() ?? null,
    },
    severityOverride: row.severity_override === null ? null : severityOfRank(row.severity_override),
    mergedInto: row.merged_into,
  }
}

async function readNotes(tx: Tx, asset: string, finding: string): Promise<NoteRow[]> {
  const { rows } = await tx.query<{ id: string; author: string; body: string; created_at: Date }>(
    'select id, author, body, created_at from finding_note where asset_id = $1 and finding_id = $2 order by created_at, id',
    [asset, finding],
  )
  const name = await actorNames(
    tx,
    rows.map((row) => row.author),
  )
  return rows.map(({ created_at, author, ...note }) => ({
    ...note,
    author: name(author),
    createdAt: created_at.toISOString(),
  }))
}
