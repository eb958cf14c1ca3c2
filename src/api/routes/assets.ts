import { z } from 'zod'
import { requireVisibleAsset } from '../../access/visible-assets.ts'
import { lockAsset } from '../../findings/lock-asset.ts'
import { getAssetDetail } from '../../inventory/asset-detail.ts'
import { listAssets } from '../../inventory/assets.ts'
import { addAsset, changeAsset, deleteAsset } from '../../inventory/edit-assets.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { byId, page } from '../contract/common.ts'
import { asset, assetChange, assetDetail, assetQuery, newAsset } from '../contract/inventory.ts'
import { wire } from '../wire.ts'

const tags = ['inventory']

export const assetRoutes: Routes = (app, { pool }) => {
  app.get(
    '/assets',
    {
      config: { permission: 'inventory:read' },
      schema: {
        tags,
        summary: 'Assets with their context and posture',
        querystring: assetQuery,
        response: { 200: page(asset) },
      },
    },
    async ({ actor, query }) => {
      const { items, ...rest } = await transaction(pool, (tx) => listAssets(tx, actor, query))
      return { ...rest, items: items.map(wire) }
    },
  )
  app.post(
    '/assets',
    {
      config: { permission: 'inventory:write' },
      schema: { tags, summary: 'Add an asset', body: newAsset, response: { 201: asset } },
    },
    async ({ actor, body }, reply) =>
      reply.code(201).send(wire(await transaction(pool, (tx) => addAsset(tx, actor, body)))),
  )
  app.get(
    '/assets/:id',
    {
      config: { permission: 'inventory:read' },
      schema: {
        tags,
        summary: 'One asset with its neighbours and what tools look at',
        params: byId,
        response: { 200: assetDetail },
      },
    },
    async ({ actor, params }) => {
      const { scopes, ...detail } = await transaction(pool, (tx) => getAssetDetail(tx, actor, params.id))
      return { ...wire(detail), scopes: scopes.map(wire) }
    },
  )
  app.patch(
    '/assets/:id',
    {
      config: { permission: 'inventory:write' },
      schema: {
        tags,
        summary: 'Change an asset',
        description:
          'Only what is given changes; null takes a word back. A changed context ranks its findings again.',
        params: byId,
        body: assetChange,
        response: { 200: asset },
      },
    },
    async ({ actor, params, body }) =>
      wire(
        await transaction(pool, async (tx) => {
          await requireVisibleAsset(tx, actor, params.id)
          // What a report that is being read adds would be counted for the branch of before.
          if (body.defaultBranch) await lockAsset(tx, params.id)
          return changeAsset(tx, actor, params.id, body)
        }),
      ),
  )
  app.delete(
    '/assets/:id',
    {
      config: { permission: 'inventory:write' },
      schema: {
        tags,
        summary: 'Delete an asset with its reports, findings and history',
        params: byId,
        response: { 204: z.null() },
      },
    },
    async ({ actor, params }, reply) => {
      await transaction(pool, async (tx) => {
        await requireVisibleAsset(tx, actor, params.id)
        await lockAsset(tx, params.id)
        await deleteAsset(tx, actor, params.id)
      })
      return reply.code(204).send(null)
    },
  )
}
