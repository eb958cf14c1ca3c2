import { Readable } from 'node:stream'
import type { Pool } from '../../platform/database.ts'
import { idOf } from '../posture-index/block.ts'
import { postureFor } from './branches.ts'
import { csvLine } from './csv.ts'
import type { FindingFilter } from './filter.ts'
import { type FindingKey, type FindingRow, readFindingRows } from './finding-row.ts'
import type { Reader } from './reader.ts'
import { rowsIn, type Selection, select } from './selection.ts'

const COLUMNS: Record<string, (row: FindingRow) => string | number | boolean | null | undefined> = {
  id: (row) => row.id,
  title: (row) => row.title,
  kind: (row) => row.kind,
  severity: (row) => row.severity,
  score: (row) => row.score,
  state: (row) => row.state,
  asset: (row) => row.asset.name,
  application: (row) => row.application?.name,
  location: (row) => row.location,
  rule: (row) => row.rule,
  cwes: (row) => row.cwes.map((id) => `CWE-${id}`).join(' '),
  advisories: (row) => row.advisories.join(' '),
  component: (row) => row.component?.name,
  version: (row) => row.component?.version,
  fixVersion: (row) => row.component?.fixVersion,
  tools: (row) => row.tools.join(', '),
  noise: (row) => row.noise.join(', '),
  assignee: (row) => row.assignee?.name,
  owner: (row) => row.owner?.handle,
  due: (row) => row.dueAt,
  sla: (row) => row.sla,
  epss: (row) => row.epss,
  knownExploited: (row) => row.knownExploited,
  firstSeen: (row) => row.firstSeen,
  lastSeen: (row) => row.lastSeen,
  fixedAt: (row) => row.fixedAt,
}

const BATCH = 500

/** Everything a filter matches as CSV (RFC 4180, UTF-8, a head line), asset by asset, in bounded memory. */
export async function exportFindings(pool: Pool, filter: FindingFilter, reader: Reader): Promise<Readable> {
  const selection = select(await postureFor(pool, filter), filter, reader)
  return Readable.from(lines(pool, selection), { objectMode: false })
}

async function* lines(pool: Pool, selection: Selection): AsyncGenerator<string> {
  yield csvLine(Object.keys(COLUMNS))
  for (const keys of batches(selection)) {
    const rows = await readFindingRows(pool, keys)
    yield rows.map((row) => csvLine(Object.values(COLUMNS).map((read) => read(row)))).join('')
  }
}

function* batches(selection: Selection): Generator<FindingKey[]> {
  let batch: FindingKey[] = []
  for (const [{ asset, block }, rows] of rowsIn(selection))
    for (const row of rows) {
      batch.push([asset.id, idOf(block, row)])
      if (batch.length < BATCH) continue
      yield batch
      batch = []
    }
  if (batch.length) yield batch
}
