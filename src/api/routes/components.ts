import { listComponentUses } from '../../inventory/component-uses.ts'
import { getComponent, listComponents } from '../../inventory/components.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { byId, page, pageQuery } from '../contract/common.ts'
import { component, componentQuery, componentUse } from '../contract/components.ts'

const tags = ['components']

export const componentRoutes: Routes = (app, { pool }) => {
  app.get(
    '/components',
    {
      config: { permission: 'inventory:read' },
      schema: {
        tags,
        summary: 'Package versions in use',
        querystring: componentQuery,
        response: { 200: page(component) },
      },
    },
    ({ actor, query }) => transaction(pool, (tx) => listComponents(tx, actor, query)),
  )
  app.get(
    '/components/:id',
    {
      config: { permission: 'inventory:read' },
      schema: { tags, summary: 'One package version', params: byId, response: { 200: component } },
    },
    ({ actor, params }) => transaction(pool, (tx) => getComponent(tx, actor, params.id)),
  )
  app.get(
    '/components/:id/uses',
    {
      config: { permission: 'inventory:read' },
      schema: {
        tags,
        summary: 'Who uses a package version, and how it comes in',
        params: byId,
        querystring: pageQuery,
        response: { 200: page(componentUse) },
      },
    },
    ({ actor, params, query }) => transaction(pool, (tx) => listComponentUses(tx, actor, params.id, query)),
  )
}
