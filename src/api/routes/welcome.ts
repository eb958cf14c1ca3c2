import type { FastifyRequest } from 'fastify'
import { countAttempt } from '../../access/attempts.ts'
import { hashPassword } from '../../access/password.ts'
import { findSignInLink, useSignInLink } from '../../access/sign-in-links.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { welcome, welcomeAnswer, welcomeQuery, welcomeResult } from '../contract/access.ts'
import { refuseForeignOrigin } from '../own-origin.ts'
import { wire } from '../wire.ts'

const tags = ['sessions']

/** What a person does with a one-time link. */
export const welcomeRoutes: Routes = (app, { pool, auth, origin }) => {
  const limit = ({ ip }: FastifyRequest) =>
    countAttempt(pool, `welcome from ${ip}`, { max: 30, seconds: 300 })
  app.get(
    '/welcome',
    {
      config: { permission: 'public' },
      schema: {
        tags,
        summary: 'Whom a one-time link is for',
        querystring: welcomeQuery,
        response: { 200: welcome },
      },
    },
    async (request) => {
      await limit(request)
      const { name, email, role, expiresAt } = wire(
        await transaction(pool, (tx) => findSignInLink(tx, request.query.token)),
      )
      return { name, email, role, expiresAt }
    },
  )
  app.post(
    '/welcome',
    {
      config: { permission: 'public' },
      schema: {
        tags,
        summary: 'Take a one-time link: set name, address and password, and be signed in',
        body: welcomeAnswer,
        response: { 200: welcomeResult },
      },
    },
    async (request, reply) => {
      refuseForeignOrigin(request, origin)
      await limit(request)
      const { token, password, ...wish } = request.body
      await transaction(pool, (tx) => findSignInLink(tx, token))
      const passwordHash = await hashPassword(password)
      const person = await transaction(pool, (tx) => useSignInLink(tx, token, { ...wish, passwordHash }))
      const { headers } = await auth.api.signInEmail({
        body: { email: person.email, password },
        headers: new Headers(),
        returnHeaders: true,
      })
      return reply.header('set-cookie', headers.getSetCookie()).send(person)
    },
  )
}
