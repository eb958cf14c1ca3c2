import { actorNames } from '../../access/actor-names.ts'
import type { Tx } from '../../platform/database.ts'
import type { Side } from '../score/factor.ts'
import { FACTORS } from '../score/factors.ts'
import { PRESETS, type Preset } from '../score/model.ts'
import { SHIPPED } from '../score/score.ts'
import { type Ranking, runningRanking } from './ranking-progress.ts'

export interface ModelVersion {
  version: number
  name: string
  preset: string
  weights: Readonly<Record<string, number>>
  note: string
  by: string
  at: string
  inForce: boolean
}

export interface RiskModels {
  factors: { id: string; side: Side; label: string; about: string; span: number }[]
  presets: Preset[]
  versions: ModelVersion[]
  ranking: Ranking | null
}

/** The factors that have weights, the presets, every version newest first, and how far a running ranking is. */
export async function listModels(tx: Tx): Promise<RiskModels> {
  const stored = await readVersions(tx)
  return {
    factors: FACTORS.map(({ id, side, label, about, span }) => ({ id, side, label, about, span })),
    presets: [...PRESETS],
    versions: [...stored, { ...SHIPPED_VERSION, inForce: stored.length === 0 }],
    ranking: await runningRanking(tx),
  }
}

const SHIPPED_VERSION = {
  ...SHIPPED,
  name: 'As shipped',
  preset: 'balanced',
  note: '',
  by: 'Stance',
  at: new Date(0).toISOString(),
}

async function readVersions(tx: Tx): Promise<ModelVersion[]> {
  const { rows } = await tx.query<Omit<ModelVersion, 'at' | 'inForce'> & { at: Date }>(
    `select version, name, preset, weights, note, created_by as by, created_at as at from risk_model order by version desc`,
  )
  const name = await actorNames(
    tx,
    rows.map(({ by }) => by),
  )
  return rows.map((row, n) => ({ ...row, by: name(row.by), at: row.at.toISOString(), inForce: n === 0 }))
}

/** The newest version. */
export async function newestModel(tx: Tx): Promise<ModelVersion> {
  const [newest] = await readVersions(tx)
  return newest ?? { ...SHIPPED_VERSION, inForce: true }
}
