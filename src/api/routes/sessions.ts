import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { countAttempt, forgetAttempts } from '../../access/attempts.ts'
import { AUTH_PATH, IP_HEADER } from '../../access/auth.ts'
import { AppError } from '../../platform/errors.ts'
import type { ApiDeps, Routes } from '../api.ts'
import { changePassword, revokeSession, signIn } from '../contract/access.ts'
import { refuseForeignOrigin } from '../own-origin.ts'

const tags = ['sessions']
const GUESSES = { max: 10, seconds: 300 }
// Many people may share one address.
const GUESSES_OF_ONE_ADDRESS = { max: 100, seconds: 300 }

/** Signing in and out: the few of better-auth's own routes that we let in, with our limits and our form of errors. */
export const sessionRoutes: Routes = (app, deps) => {
  const answer = async (request: FastifyRequest, reply: FastifyReply) => hand(await ask(deps, request), reply)
  app.post(
    `${AUTH_PATH}/sign-in/email`,
    { config: { permission: 'public' }, schema: { tags, summary: 'Sign in', body: signIn, response: ANY } },
    async (request, reply) => {
      refuseForeignOrigin(request, deps.origin)
      await countAttempt(deps.pool, `sign-in from ${request.ip}`, GUESSES_OF_ONE_ADDRESS)
      const person = `sign-in as ${request.body.email.toLowerCase()}`
      await countAttempt(deps.pool, person, GUESSES)
      const said = await ask(deps, request)
      await forgetAttempts(deps.pool, person)
      return hand(said, reply)
    },
  )
  app.post(
    `${AUTH_PATH}/sign-out`,
    { config: { permission: 'public' }, schema: { tags, summary: 'Sign out', response: ANY } },
    async (request, reply) => {
      refuseForeignOrigin(request, deps.origin)
      return answer(request, reply)
    },
  )
  app.get(
    `${AUTH_PATH}/get-session`,
    {
      config: { permission: 'public' },
      schema: { tags, summary: 'Who is signed in, or null', response: ANY },
    },
    answer,
  )
  app.get(
    `${AUTH_PATH}/list-sessions`,
    { config: { permission: 'signed-in' }, schema: { tags, summary: 'Your own sessions', response: ANY } },
    answer,
  )
  app.post(
    `${AUTH_PATH}/revoke-session`,
    {
      config: { permission: 'signed-in' },
      schema: { tags, summary: 'End one of your sessions', body: revokeSession, response: ANY },
    },
    answer,
  )
  app.post(
    `${AUTH_PATH}/revoke-other-sessions`,
    {
      config: { permission: 'signed-in' },
      schema: { tags, summary: 'End all your sessions but this one', response: ANY },
    },
    answer,
  )
  app.post(
    `${AUTH_PATH}/change-password`,
    {
      config: { permission: 'signed-in' },
      schema: { tags, summary: 'Change your password', body: changePassword, response: ANY },
    },
    async (request, reply) => {
      await countAttempt(deps.pool, `password of ${request.actor.id}`, GUESSES)
      return answer(request, reply)
    },
  )
}

const ANY = { 200: z.unknown() }

interface Said {
  text: string
  cookies: string[]
}

/** Hands a request on to better-auth. Throws `AppError` for a refusal. */
async function ask(deps: ApiDeps, request: FastifyRequest): Promise<Said> {
  const headers = new Headers({ [IP_HEADER]: request.ip, 'content-type': 'application/json' })
  for (const name of ['cookie', 'user-agent', 'accept'] as const)
    if (request.headers[name]) headers.set(name, request.headers[name])
  const response = await deps.auth.handler(
    new Request(deps.origin + request.url, {
      method: request.method,
      headers,
      body: request.method === 'GET' ? undefined : JSON.stringify(request.body ?? {}),
    }),
  )
  const text = await response.text()
  if (!response.ok) throw refusal(response.status, text)
  return { text, cookies: response.headers.getSetCookie() }
}

function hand({ text, cookies }: Said, reply: FastifyReply): FastifyReply {
  if (cookies.length) reply.header('set-cookie', cookies)
  return reply.type('application/json').send(text)
}

function refusal(status: number, text: string): AppError {
  const said = refusalBody.safeParse(JSON.parse(text || '{}')).data
  const message = said?.message ?? 'This did not work. Sign in again.'
  return new AppError(said?.code?.toLowerCase() ?? 'refused', status, message)
}

const refusalBody = z.object({ code: z.string().optional(), message: z.string().optional() })
