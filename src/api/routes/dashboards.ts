import { z } from 'zod'
import { answerWidgets } from '../../findings/dashboards/answer-widgets.ts'
import * as boards from '../../findings/dashboards/dashboards.ts'
import { ROLES } from '../../model/role.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { byId } from '../contract/common.ts'
import * as contract from '../contract/dashboards.ts'
import { filterOfSearch } from '../list-search.ts'
import { wire } from '../wire.ts'

const tags = ['dashboards']
const read = { permission: 'dashboards:read' } as const
const write = { permission: 'dashboards:write' } as const

/** Boards that people make themselves, and what their widgets show. */
export const dashboardRoutes: Routes = (app, { pool }) => {
  app.get(
    '/dashboards',
    {
      config: read,
      schema: {
        tags,
        summary: 'Dashboards of mine and those that are shared with me',
        response: { 200: z.array(contract.dashboardSummary) },
      },
    },
    async ({ actor }) => (await transaction(pool, (tx) => boards.listDashboards(tx, actor))).map(wire),
  )
  app.post(
    '/dashboards',
    {
      config: write,
      schema: {
        tags,
        summary: 'Make a dashboard',
        body: contract.newDashboard,
        response: { 201: contract.dashboard },
      },
    },
    async ({ actor, body }, reply) =>
      reply.code(201).send(wire(await transaction(pool, (tx) => boards.addDashboard(tx, actor, body)))),
  )
  app.post(
    '/dashboards/import',
    {
      config: write,
      schema: {
        tags,
        summary: 'Make a dashboard from what another Stance exported',
        body: contract.dashboardFile,
        response: { 201: contract.dashboard },
      },
    },
    async ({ actor, body }, reply) => {
      const { stanceDashboard: _, ...file } = body
      const wish = { ...file, visibility: 'private' as const, teamId: null }
      return reply
        .code(201)
        .send(wire(await transaction(pool, (tx) => boards.addDashboard(tx, actor, wish, 'import'))))
    },
  )
  app.post(
    '/dashboards/data',
    {
      config: { permission: 'findings:read' },
      schema: {
        tags,
        summary: 'What widgets show, all of a board in one request',
        description: 'A widget that cannot be answered says so in its place (`failed`).',
        body: contract.dataRequest,
        response: { 200: contract.dataResult },
      },
    },
    async ({ actor, body }) => (await answerWidgets(pool, actor, body, filterOfSearch)) as Answered,
  )
  app.get(
    '/dashboards/defaults',
    {
      config: read,
      schema: {
        tags,
        summary: 'Which dashboard each role sees first',
        response: { 200: contract.roleDefaults },
      },
    },
    async () => {
      const chosen = await transaction(pool, boards.roleDefaults)
      return { defaults: Object.fromEntries(ROLES.map((role) => [role, chosen[role] ?? null])) as Defaults }
    },
  )
  app.put(
    '/dashboards/defaults/:role',
    {
      config: { permission: 'dashboards:assign' },
      schema: {
        tags,
        summary: 'Choose which dashboard a role sees first; null = its own overview',
        params: contract.byRole,
        body: contract.roleDefault,
        response: { 204: z.null() },
      },
    },
    async ({ actor, params, body }, reply) => {
      await transaction(pool, (tx) => boards.setRoleDefault(tx, actor, params.role, body.dashboard))
      return reply.code(204).send(null)
    },
  )
  app.get(
    '/dashboards/:id',
    {
      config: read,
      schema: {
        tags,
        summary: 'One dashboard with its widgets',
        params: byId,
        response: { 200: contract.dashboard },
      },
    },
    async ({ actor, params }) =>
      wire(await transaction(pool, (tx) => boards.getDashboard(tx, actor, params.id))),
  )
  app.patch(
    '/dashboards/:id',
    {
      config: write,
      schema: {
        tags,
        summary: 'Change, share or rearrange a dashboard',
        params: byId,
        body: contract.dashboardChange,
        response: { 200: contract.dashboard },
      },
    },
    async ({ actor, params, body }) =>
      wire(await transaction(pool, (tx) => boards.changeDashboard(tx, actor, params.id, body))),
  )
  app.delete(
    '/dashboards/:id',
    {
      config: write,
      schema: { tags, summary: 'Delete a dashboard', params: byId, response: { 204: z.null() } },
    },
    async ({ actor, params }, reply) => {
      await transaction(pool, (tx) => boards.deleteDashboard(tx, actor, params.id))
      return reply.code(204).send(null)
    },
  )
  app.post(
    '/dashboards/:id/duplicate',
    {
      config: write,
      schema: {
        tags,
        summary: 'Make a private copy',
        params: byId,
        body: contract.duplicateRequest,
        response: { 201: contract.dashboard },
      },
    },
    async ({ actor, params, body }, reply) =>
      reply
        .code(201)
        .send(
          wire(await transaction(pool, (tx) => boards.duplicateDashboard(tx, actor, params.id, body.name))),
        ),
  )
  app.get(
    '/dashboards/:id/export',
    {
      config: read,
      schema: {
        tags,
        summary: 'A dashboard to carry elsewhere, its saved queries written out',
        params: byId,
        response: { 200: contract.dashboardFile },
      },
    },
    async ({ actor, params }, reply) =>
      reply
        .header('content-disposition', 'attachment; filename="dashboard.json"')
        .send(await transaction(pool, (tx) => boards.exportDashboard(tx, actor, params.id))),
  )
}

// Each widget's answer has a shape of its own, which the serializer checks.
type Answered = z.infer<typeof contract.dataResult>
type Defaults = z.infer<typeof contract.roleDefaults>['defaults']
