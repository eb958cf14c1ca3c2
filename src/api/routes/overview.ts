import { readOverview } from '../../findings/queries/overview/overview.ts'
import { readerOf } from '../../findings/queries/reader.ts'
import type { Routes } from '../api.ts'
import { overview, overviewQuery } from '../contract/overview.ts'

export const overviewRoutes: Routes = (app, { pool }) => {
  app.get(
    '/overview',
    {
      config: { permission: 'findings:read' },
      schema: {
        tags: ['findings'],
        summary: 'The posture now and over time',
        querystring: overviewQuery,
        response: { 200: overview },
      },
    },
    async ({ actor, query }) => readOverview(pool, query, await readerOf(pool, actor)),
  )
}
