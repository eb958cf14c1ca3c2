import { whereUsed } from '../../intel/queries/where-used.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { page } from '../contract/common.ts'
import { use, usesQuery } from '../contract/uses.ts'

/** Where packages are used. */
export const useRoutes: Routes = (app, { pool }) => {
  app.get(
    '/uses',
    {
      config: { permission: 'inventory:read' },
      schema: {
        tags: ['components'],
        summary: 'Who uses a package, a range of its versions, what an advisory affects, or a licence',
        querystring: usesQuery,
        response: { 200: page(use) },
      },
    },
    ({ actor, query }) => transaction(pool, (tx) => whereUsed(tx, actor, query)),
  )
}
