import { joinSignal } from '../../intel/store/signal.ts'
import type { Tx } from '../../platform/database.ts'
import type { Maturity } from '../score/input.ts'

export interface SignalRow {
  advisory: string
  /** 0–1. */
  epss: number | null
  knownExploited: boolean | null
  /** 0 no exploit known, 1 proof of concept, 2 weaponised, 3 exploited in the wild. */
  maturity: Maturity | null
}

/** What the feeds say of advisories, each under its own id or the CVE id that stands for it. */
export async function readSignals(tx: Tx, advisories: readonly string[]): Promise<SignalRow[]> {
  const { rows } = await tx.query<SignalRow>(
    `select asked.id as advisory, signal.epss, signal.exploited as "knownExploited", signal.maturity
     from unnest($1::text[]) as asked (id) ${joinSignal('array[asked.id]')}
     order by asked.id`,
    [advisories],
  )
  return rows
}
