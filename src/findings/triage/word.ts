import type { Actor } from '../../access/actor.ts'

/** Where, by whom and when a person's word is said: findings of one asset, which the transaction holds. */
export interface Said {
  asset: string
  findings: readonly string[]
  actor: Pick<Actor, 'id' | 'name'>
  at: Date
}
