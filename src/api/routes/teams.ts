import { z } from 'zod'
import { addTeam, deleteTeam, listTeams, renameTeam } from '../../access/teams.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { team, teamChange } from '../contract/access.ts'
import { byId } from '../contract/common.ts'

const tags = ['teams']

export const teamRoutes: Routes = (app, { pool }) => {
  app.get(
    '/teams',
    {
      config: { permission: 'teams:read' },
      schema: { tags, summary: 'Teams', response: { 200: z.array(team) } },
    },
    () => transaction(pool, listTeams),
  )
  app.post(
    '/teams',
    {
      config: { permission: 'teams:write' },
      schema: { tags, summary: 'Add a team', body: teamChange, response: { 201: team } },
    },
    async ({ actor, body }, reply) =>
      reply.code(201).send(await transaction(pool, (tx) => addTeam(tx, actor, body.name))),
  )
  app.patch(
    '/teams/:id',
    {
      config: { permission: 'teams:write' },
      schema: { tags, summary: 'Rename a team', params: byId, body: teamChange, response: { 200: team } },
    },
    ({ actor, params, body }) => transaction(pool, (tx) => renameTeam(tx, actor, params.id, body.name)),
  )
  app.delete(
    '/teams/:id',
    {
      config: { permission: 'teams:write' },
      schema: {
        tags,
        summary: 'Delete a team',
        description: 'Its applications stay and have no team.',
        params: byId,
        response: { 204: z.null() },
      },
    },
    async ({ actor, params }, reply) => {
      await transaction(pool, (tx) => deleteTeam(tx, actor, params.id))
      return reply.code(204).send(null)
    },
  )
}
