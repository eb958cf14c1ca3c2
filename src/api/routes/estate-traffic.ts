import { traffic } from '../../inventory/estate/traffic.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import * as estate from '../contract/estate.ts'

/** Endpoints as they are called, against those that are known. */
export const estateTrafficRoutes: Routes = (app, { pool }) => {
  app.get(
    '/estate/traffic',
    {
      config: { permission: 'inventory:read' },
      schema: {
        tags: ['estate'],
        summary: 'Endpoints that are called but in no code or description, and those that nobody calls',
        description:
          'Compares uploaded traffic (HAR, access logs, traces) with endpoints that discovery found, over all assets that are asked for.',
        querystring: estate.trafficQuery,
        response: { 200: estate.traffic },
      },
    },
    ({ actor, query }) => transaction(pool, (tx) => traffic(tx, actor, query)),
  )
}
