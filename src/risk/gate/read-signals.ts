import { joinSignal } from '../../intel/store/signal.ts'
import type { Tx } from '../../platform/database.ts'

export interface SignalRow {
  advisory: string
  /** 0–1. */
  epss: number | null
  knownExploited: boolean | null
}

/** What the feeds say of advisories, each under its own id or the CVE id that stands for it. */
export async function readSignals(tx: Tx, advisories: readonly string[]): Promise<SignalRow[]> {
  const { rows } = await tx.query<SignalRow>(
    `select asked.id as advisory, signal.epss, signal.exploited as "knownExploited"
     from unnest($1::text[]) as asked (id) ${joinSignal('array[asked.id]')}
     order by asked.id`,
    [advisories],
  )
  return rows
}
