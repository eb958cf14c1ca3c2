import type { FastifyRequest, RouteOptions } from 'fastify'
import type { Actor } from '../access/actor.ts'
import { requirePermission } from '../access/permissions.ts'
import type { Api, ApiDeps } from './api.ts'
import { authenticate } from './authenticate.ts'

const ACTOR = Symbol('actor')
type Request = FastifyRequest & { [ACTOR]?: Actor }

/**
 * Lets nobody past who may not: every route declares its permission (else the start fails), and a request is
 * authenticated and authorised before its body is read.
 */
export function guard(app: Api, deps: ApiDeps): void {
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => void routes.push(route))
  app.addHook('onReady', async () => {
    const open = routes.find((route) => !route.config?.permission)
    if (open) throw new Error(`${String(open.method)} ${open.url} declares no permission`)
  })
  app.decorateRequest('actor', {
    getter(this: Request) {
      if (!this[ACTOR]) throw new Error('a public route has no actor')
      return this[ACTOR]
    },
  })
  app.addHook('onRequest', async (request: Request, reply) => {
    const { permission } = request.routeOptions.config
    if (request.is404 || permission === 'public') return
    if (!permission) throw new Error(`${request.url} declares no permission`)
    const actor = await authenticate(request, reply, deps)
    if (permission !== 'signed-in') requirePermission(actor, permission)
    request[ACTOR] = actor
  })
}
