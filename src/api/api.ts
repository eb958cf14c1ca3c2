import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Actor } from '../access/actor.ts'
import type { Permission } from '../access/permissions.ts'
import type { Config } from '../platform/config.ts'
import type { Pool } from '../platform/database.ts'

/** What a route asks for: nothing, any signed-in actor, or a permission. */
export type RoutePermission = 'public' | 'signed-in' | Permission

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: RoutePermission
  }
  interface FastifyRequest {
    /** Who asks. Reading it on a `public` route throws. */
    actor: Actor
  }
}

export interface ApiDeps {
  config: Config
  pool: Pool
  log: FastifyBaseLogger
  /** Bearer token of someone at this machine: whoever can read the data folder. */
  localToken?: string
}

export type Api = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** One file a domain in routes/: adds its routes under `/api/v1`. Each names its permission and schemas. */
export type Routes = (app: Api, deps: ApiDeps) => void
