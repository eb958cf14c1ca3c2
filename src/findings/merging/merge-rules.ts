import type { Pool, Tx } from '../../platform/database.ts'

/** What tools share of an identity: package and advisory, the secret's hash, route and weakness, resource and control. */
export const FAMILIES = ['package', 'secret', 'request', 'resource'] as const
export type Family = (typeof FAMILIES)[number]

/** When observations of different tools are one finding. A person's splits and joins stand above all of them. */
export interface MergeRules extends Record<Family, boolean> {
  /** A request and the code that answers its route: same parameter, same weakness. */
  handler: boolean
  /** Same control on the same block of a file, where one of two tools names no resource. */
  block: boolean
  /** Same file and weakness at most so many lines apart; null = never. */
  near: number | null
  /** The only result of a weakness in a file for each tool, at most so many lines apart; null = never. */
  sole: number | null
}

export const DEFAULT_RULES: MergeRules = {
  package: true,
  secret: true,
  request: true,
  resource: true,
  handler: true,
  block: true,
  near: 3,
  sole: 12,
}

/** More lines apart is never the same place. */
export const MOST_LINES = 50

export async function readMergeRules(db: Pool | Tx): Promise<MergeRules> {
  const { rows } = await db.query<{ rules: MergeRules }>('select rules from merge_rules')
  return { ...DEFAULT_RULES, ...rows[0]?.rules }
}
