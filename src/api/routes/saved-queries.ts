import { z } from 'zod'
import * as saved from '../../findings/dashboards/saved-queries.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { byId } from '../contract/common.ts'
import { newSavedQuery, savedQuery, savedQueryChange } from '../contract/dashboards.ts'
import { filterOfSearch } from '../list-search.ts'
import { wire } from '../wire.ts'

const tags = ['dashboards']
const read = { permission: 'dashboards:read' } as const
const write = { permission: 'dashboards:write' } as const

/** Lists of findings under a name. */
export const savedQueryRoutes: Routes = (app, { pool }) => {
  app.get(
    '/saved-queries',
    {
      config: read,
      schema: {
        tags,
        summary: 'Saved queries of mine and those that are shared with me',
        response: { 200: z.array(savedQuery) },
      },
    },
    async ({ actor }) => (await transaction(pool, (tx) => saved.listSavedQueries(tx, actor))).map(wire),
  )
  app.post(
    '/saved-queries',
    {
      config: write,
      schema: {
        tags,
        summary: 'Keep a list of findings under a name',
        body: newSavedQuery,
        response: { 201: savedQuery },
      },
    },
    async ({ actor, body }, reply) => {
      filterOfSearch(body.query)
      return reply.code(201).send(wire(await transaction(pool, (tx) => saved.addSavedQuery(tx, actor, body))))
    },
  )
  app.patch(
    '/saved-queries/:id',
    {
      config: write,
      schema: {
        tags,
        summary: 'Rename, change or share a saved query',
        params: byId,
        body: savedQueryChange,
        response: { 200: savedQuery },
      },
    },
    async ({ actor, params, body }) => {
      if (body.query !== undefined) filterOfSearch(body.query)
      return wire(await transaction(pool, (tx) => saved.changeSavedQuery(tx, actor, params.id, body)))
    },
  )
  app.delete(
    '/saved-queries/:id',
    {
      config: write,
      schema: { tags, summary: 'Forget a saved query', params: byId, response: { 204: z.null() } },
    },
    async ({ actor, params }, reply) => {
      await transaction(pool, (tx) => saved.deleteSavedQuery(tx, actor, params.id))
      return reply.code(204).send(null)
    },
  )
}
