import { timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, localActor } from '../access/actor.ts'
import { actorOfSession, actorOfToken } from '../access/authenticate.ts'
import { AppError } from '../platform/errors.ts'
import type { ApiDeps } from './api.ts'
import { requireOwnOrigin } from './own-origin.ts'

/** Who asks: by a bearer token (an API token, or this machine's own), else by the session's cookie. Throws 401. */
export async function authenticate(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: ApiDeps,
): Promise<Actor> {
  const { authorization, cookie } = request.headers
  if (authorization !== undefined) return byToken(authorization, deps)
  if (cookie === undefined) throw unauthenticated('Sign in, or send a token as Authorization: Bearer ….')
  const session = await actorOfSession(deps.auth, deps.pool, cookie)
  if (!session) throw unauthenticated('Your session has ended. Sign in again.')
  requireOwnOrigin(request, deps.origin)
  if (session.cookies.length) reply.header('set-cookie', session.cookies)
  return session.actor
}

async function byToken(authorization: string, { pool, localToken }: ApiDeps): Promise<Actor> {
  const [, secret] = /^Bearer ([\w-]{20,200})$/i.exec(authorization) ?? []
  const actor = secret && (isLocal(secret, localToken) ? localActor : await actorOfToken(pool, secret))
  if (actor) return actor
  throw unauthenticated('This token is not valid: mistyped, ended or revoked. Make another in Settings.')
}

const unauthenticated = (message: string): AppError => new AppError('unauthenticated', 401, message)

function isLocal(given: string, expected = ''): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
