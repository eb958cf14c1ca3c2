import { z } from 'zod'
import { hashPassword } from '../../access/password.ts'
import { addPerson, changePerson, getPerson, listPeople } from '../../access/people.ts'
import { createSignInLink, signInUrl } from '../../access/sign-in-links.ts'
import { transaction } from '../../platform/database.ts'
import { queueNewcomer } from '../../risk/policies/store/queue-newcomer.ts'
import type { Routes } from '../api.ts'
import { newUser, newUserResult, signInLink, user, userChange } from '../contract/access.ts'
import { byId } from '../contract/common.ts'
import { wire } from '../wire.ts'

const tags = ['users']

export const userRoutes: Routes = (app, { pool, origin }) => {
  app.get(
    '/users',
    {
      config: { permission: 'users:read' },
      schema: {
        tags,
        summary: 'People',
        description: 'Developers see those who share a team with them.',
        response: { 200: z.array(user) },
      },
    },
    async ({ actor }) => (await transaction(pool, (tx) => listPeople(tx, actor))).map(wire),
  )
  app.post(
    '/users',
    {
      config: { permission: 'users:write' },
      schema: {
        tags,
        summary: 'Add somebody',
        description: 'Without a password the answer holds a one-time link, valid for seven days.',
        body: newUser,
        response: { 201: newUserResult },
      },
    },
    async ({ actor, body }, reply) => {
      const { password, ...wish } = body
      const passwordHash = password === undefined ? undefined : await hashPassword(password)
      const result = await transaction(pool, async (tx) => {
        const person = await addPerson(tx, actor, { ...wish, passwordHash })
        await queueNewcomer(tx, [person.email, person.name])
        if (passwordHash) return { user: wire(person), signInLink: null }
        const secret = await createSignInLink(tx, actor, person.id)
        return { user: wire(person), signInLink: signInUrl(origin, secret) }
      })
      return reply.code(201).send(result)
    },
  )
  app.patch(
    '/users/:id',
    {
      config: { permission: 'users:write' },
      schema: {
        tags,
        summary: 'Change somebody',
        description: 'Switching somebody off ends their sessions and stops their tokens.',
        params: byId,
        body: userChange,
        response: { 200: user },
      },
    },
    async ({ actor, params, body }) =>
      wire(
        await transaction(pool, async (tx) => {
          const person = await changePerson(tx, actor, params.id, body)
          if (body.name !== undefined || body.disabled === false)
            await queueNewcomer(tx, [person.email, person.name])
          return person
        }),
      ),
  )
  app.post(
    '/users/:id/sign-in-link',
    {
      config: { permission: 'users:write' },
      schema: {
        tags,
        summary: 'Make a one-time link with which somebody sets a new password',
        params: byId,
        response: { 201: signInLink },
      },
    },
    async ({ actor, params }, reply) => {
      const secret = await transaction(pool, async (tx) => {
        const { id } = await getPerson(tx, params.id)
        return createSignInLink(tx, actor, id)
      })
      return reply.code(201).send({ signInLink: signInUrl(origin, secret) })
    },
  )
}
