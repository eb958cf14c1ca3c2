import { z } from 'zod'
import { addTeam, deleteTeam, listTeams, renameTeam } from '../../access/teams.ts'
import { handOver } from '../../findings/ownership/hand-over.ts'
import { assetsChanged } from '../../inventory/context.ts'
import { teamAssignee } from '../../model/assignee.ts'
import { transaction } from '../../platform/database.ts'
import { queueNewcomer } from '../../risk/policies/store/queue-newcomer.ts'
import { assetsOfScopes } from '../../risk/policies/store/scope.ts'
import { settleWritten } from '../../risk/settle-findings.ts'
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
      reply.code(201).send(
        await transaction(pool, async (tx) => {
          const team = await addTeam(tx, actor, body.name)
          await queueNewcomer(tx, [team.name])
          return team
        }),
      ),
  )
  app.patch(
    '/teams/:id',
    {
      config: { permission: 'teams:write' },
      schema: { tags, summary: 'Rename a team', params: byId, body: teamChange, response: { 200: team } },
    },
    ({ actor, params, body }) =>
      transaction(pool, async (tx) => {
        const team = await renameTeam(tx, actor, params.id, body.name)
        await queueNewcomer(tx, [team.name])
        // Policies may look at the name.
        const assets = await assetsOfScopes(tx, [{ kind: 'team', id: params.id }])
        if (assets !== 'all') await assetsChanged(tx, assets, 'place')
        return team
      }),
  )
  app.delete(
    '/teams/:id',
    {
      config: { permission: 'teams:write' },
      schema: {
        tags,
        summary: 'Delete a team',
        description: 'Its applications stay and have no team, its findings are nobody’s.',
        params: byId,
        response: { 204: z.null() },
      },
    },
    async ({ actor, params }, reply) => {
      await transaction(pool, async (tx) => {
        const assets = await assetsOfScopes(tx, [{ kind: 'team', id: params.id }])
        await deleteTeam(tx, actor, params.id)
        // Their findings have another owner now.
        if (assets !== 'all') await assetsChanged(tx, assets, 'place')
      })
      const gone = { from: teamAssignee(params.id), to: null, note: 'The team was deleted.' }
      await handOver(pool, actor, gone, settleWritten)
      return reply.code(204).send(null)
    },
  )
}
