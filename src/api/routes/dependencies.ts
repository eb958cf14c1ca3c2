import { dependencyGraph } from '../../inventory/dependency-graph.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { byId } from '../contract/common.ts'
import { dependencyGraph as graph } from '../contract/dependencies.ts'

/** How components need each other. */
export const dependencyRoutes: Routes = (app, { pool }) => {
  app.get(
    '/assets/:id/dependencies',
    {
      config: { permission: 'inventory:read' },
      schema: {
        tags: ['components'],
        summary: 'The dependency graph of an asset',
        description:
          'Of its default branch, over all tools that tell one; with the open findings of each component.',
        params: byId,
        response: { 200: graph },
      },
    },
    ({ actor, params }) => transaction(pool, (tx) => dependencyGraph(tx, actor, params.id)),
  )
}
