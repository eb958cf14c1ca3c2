import { z } from 'zod'
import { createToken, listTokens, revokeToken } from '../../access/tokens.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { newToken, newTokenResult, token } from '../contract/access.ts'
import { byId } from '../contract/common.ts'
import { wire } from '../wire.ts'

const tags = ['tokens']

export const tokenRoutes: Routes = (app, { pool }) => {
  app.get(
    '/tokens',
    {
      config: { permission: 'tokens:read' },
      schema: {
        tags,
        summary: 'API tokens',
        description: 'Developers see their own.',
        response: { 200: z.array(token) },
      },
    },
    async ({ actor }) => (await transaction(pool, (tx) => listTokens(tx, actor))).map(wire),
  )
  app.post(
    '/tokens',
    {
      config: { permission: 'tokens:write' },
      schema: {
        tags,
        summary: 'Make an API token',
        description: 'Its role may hold no more than yours. The secret is in this answer only.',
        body: newToken,
        response: { 201: newTokenResult },
      },
    },
    async ({ actor, body }, reply) => {
      const made = await transaction(pool, (tx) => createToken(tx, actor, body))
      return reply.code(201).send({ token: wire(made.token), secret: made.secret })
    },
  )
  app.delete(
    '/tokens/:id',
    {
      config: { permission: 'tokens:write' },
      schema: {
        tags,
        summary: 'Revoke an API token',
        description: 'Your own; administrators revoke any.',
        params: byId,
        response: { 204: z.null() },
      },
    },
    async ({ actor, params }, reply) => {
      await transaction(pool, (tx) => revokeToken(tx, actor, params.id))
      return reply.code(204).send(null)
    },
  )
}
