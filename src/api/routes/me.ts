import { describeActor } from '../../access/describe-actor.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { me } from '../contract/access.ts'

export const meRoutes: Routes = (app, { pool }) => {
  app.get(
    '/me',
    {
      config: { permission: 'signed-in' },
      schema: { tags: ['sessions'], summary: 'Who asks, and what they may do', response: { 200: me } },
    },
    ({ actor }) => transaction(pool, (tx) => describeActor(tx, actor)),
  )
}
