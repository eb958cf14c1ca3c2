import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { type Actor, localActor } from '../access/actor.ts'
import { requirePermission } from '../access/permissions.ts'
import { AppError } from '../platform/errors.ts'
import type { Api, ApiDeps } from './api.ts'

const ACTOR = Symbol('actor')

/**
 * Lets nobody past who may not: every route declares its permission (else the start fails), and a request is
 * authenticated and authorised before its body is read.
 */
export function guard(app: Api, deps: ApiDeps): void {
  app.addHook('onRoute', (route) => {
    if (route.config?.permission) return
    throw new Error(`${String(route.method)} ${route.url} declares no permission`)
  })
  app.decorateRequest('actor', {
    getter(this: FastifyRequest & { [ACTOR]?: Actor }) {
      const actor = this[ACTOR]
      if (!actor) throw new Error('a public route has no actor')
      return actor
    },
  })
  app.addHook('onRequest', async (request: FastifyRequest & { [ACTOR]?: Actor }) => {
    const permission = request.routeOptions.config.permission
    if (request.is404 || permission === 'public' || !permission) return
    const actor = await authenticate(request, deps)
    if (!actor)
      throw new AppError('unauthenticated', 401, 'Sign in, or send a token as Authorization: Bearer ….')
    request[ACTOR] = actor
    if (permission !== 'signed-in') requirePermission(actor, permission)
  })
}

async function authenticate(request: FastifyRequest, deps: ApiDeps): Promise<Actor | null> {
  const [, bearer] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? []
  if (bearer && deps.localToken && same(bearer, deps.localToken)) return localActor
  return null
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
