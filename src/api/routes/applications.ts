import { z } from 'zod'
import {
  addApplication,
  changeApplication,
  deleteApplication,
  getApplication,
  listApplications,
} from '../../inventory/applications.ts'
import { criticalityOf, listCriticalities } from '../../inventory/criticality/read-proposals.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { byId, page } from '../contract/common.ts'
import {
  application,
  applicationChange,
  applicationQuery,
  criticalityProposal,
  newApplication,
} from '../contract/inventory.ts'
import { wire } from '../wire.ts'

const tags = ['inventory']

export const applicationRoutes: Routes = (app, { pool }) => {
  app.get(
    '/applications',
    {
      config: { permission: 'inventory:read' },
      schema: {
        tags,
        summary: 'Applications with their context and posture',
        querystring: applicationQuery,
        response: { 200: page(application) },
      },
    },
    async ({ actor, query }) => {
      const { items, ...rest } = await transaction(pool, (tx) => listApplications(tx, actor, query))
      return { ...rest, items: items.map(wire) }
    },
  )
  app.post(
    '/applications',
    {
      config: { permission: 'inventory:write' },
      schema: { tags, summary: 'Add an application', body: newApplication, response: { 201: application } },
    },
    async ({ actor, body }, reply) =>
      reply.code(201).send(wire(await transaction(pool, (tx) => addApplication(tx, actor, body)))),
  )
  app.get(
    '/applications/:id',
    {
      config: { permission: 'inventory:read' },
      schema: { tags, summary: 'One application', params: byId, response: { 200: application } },
    },
    async ({ actor, params }) => wire(await transaction(pool, (tx) => getApplication(tx, actor, params.id))),
  )
  app.get(
    '/applications/criticality',
    {
      config: { permission: 'inventory:read' },
      schema: {
        tags,
        summary: 'How critical each application seems to be, with the reasons, beside what people said',
        querystring: applicationQuery,
        response: { 200: page(criticalityProposal) },
      },
    },
    ({ actor, query }) => transaction(pool, (tx) => listCriticalities(tx, actor, query)),
  )
  app.get(
    '/applications/:id/criticality',
    {
      config: { permission: 'inventory:read' },
      schema: {
        tags,
        summary: 'How critical one application seems to be, with the reasons',
        description:
          'From its data, exposure, endpoints, stores, third parties and blast radius. It changes nothing: accept it by changing the application.',
        params: byId,
        response: { 200: criticalityProposal },
      },
    },
    ({ actor, params }) => transaction(pool, (tx) => criticalityOf(tx, actor, params.id)),
  )
  app.patch(
    '/applications/:id',
    {
      config: { permission: 'inventory:write' },
      schema: {
        tags,
        summary: 'Change an application',
        description: 'Only what is given changes. A changed context ranks the findings of its assets again.',
        params: byId,
        body: applicationChange,
        response: { 200: application },
      },
    },
    async ({ actor, params, body }) =>
      wire(await transaction(pool, (tx) => changeApplication(tx, actor, params.id, body))),
  )
  app.delete(
    '/applications/:id',
    {
      config: { permission: 'inventory:write' },
      schema: {
        tags,
        summary: 'Delete an application',
        description: 'Its assets stay, without an application.',
        params: byId,
        response: { 204: z.null() },
      },
    },
    async ({ actor, params }, reply) => {
      await transaction(pool, (tx) => deleteApplication(tx, actor, params.id))
      return reply.code(204).send(null)
    },
  )
}
