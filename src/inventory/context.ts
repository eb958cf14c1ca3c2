import type { Control, Criticality, DataClass, Environment, Exposure } from '../model/application.ts'
import type { Tx } from '../platform/database.ts'
import { notify } from '../platform/notify.ts'
import { enqueue } from '../platform/queue.ts'

/** What a score takes from the business; null = nobody has said. */
export interface Context {
  criticality: Criticality | null
  exposure: Exposure | null
  environment: Environment | null
  dataClasses: DataClass[] | null
  /** What stands between an attacker and a weakness. */
  controls: Control[] | null
  /** Frameworks that hold for it. */
  compliance: string[] | null
}

/** Fields of {@link Context} and their columns. */
export const CONTEXT_COLUMNS = {
  criticality: 'criticality',
  exposure: 'exposure',
  environment: 'environment',
  dataClasses: 'data_classes',
  controls: 'controls',
  compliance: 'compliance',
} as const satisfies { [K in keyof Context]: string }

/** The context alone of what has one. */
export const contextOf = (one: Context): Context =>
  Object.fromEntries(
    Object.keys(CONTEXT_COLUMNS).map((field) => [field, one[field as keyof Context]]),
  ) as unknown as Context

/** Columns of a table's own context; `as` names it as an alias of the statement. */
export const contextColumns = (as: string): string =>
  Object.entries(CONTEXT_COLUMNS)
    .map(([field, column]) => `${as}.${column} as "${field}"`)
    .join(', ')

/** What of assets changed, as settling their findings takes it: kinds of src/risk/touches.ts. */
export type Rankable = 'context' | 'place' | 'people' | 'calendars' | 'weights'

/** What a change (field names as keys) touches of what scores, owners and policies look at. */
export function rankableOf(changed: object): Rankable | undefined {
  if (['application', 'team'].some((field) => field in changed)) return 'place'
  return [...Object.keys(CONTEXT_COLUMNS), 'name', 'kind'].some((field) => field in changed)
    ? 'context'
    : undefined
}

/** Task that ranks the findings of assets again: `{ assets: ids, change? }`. */
export const RANK_TASK = 'rank_assets'
const ASSETS_A_JOB = 200

/** Queues {@link RANK_TASK}. */
export async function queueRankingOf(tx: Tx, assets: readonly string[], change: Rankable): Promise<void> {
  for (let start = 0; start < assets.length; start += ASSETS_A_JOB)
    await enqueue(tx, RANK_TASK, { assets: assets.slice(start, start + ASSETS_A_JOB), change })
}

/** Says that assets changed: live views look again and, when what a score depends on changed, their findings are ranked again. */
export async function assetsChanged(tx: Tx, assets: readonly string[], rank?: Rankable): Promise<void> {
  await notify(tx, { topic: 'inventory', ...(assets.length === 1 && { asset: assets[0] }) })
  if (rank) await queueRankingOf(tx, assets, rank)
}
