import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Actor } from '../access/actor.ts'
import type { Auth } from '../access/auth.ts'
import type { Permission } from '../access/permissions.ts'
import type { Blobs } from '../platform/blobs.ts'
import type { Config } from '../platform/config.ts'
import type { Pool } from '../platform/database.ts'
import type { Keys } from '../platform/keys.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Listener } from '../platform/notify.ts'

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

/** What the server stands on; main.ts opens and closes it. */
export interface ServerDeps {
  config: Config
  pool: Pool
  keys: Keys
  blobs: Blobs
  log: Log
  metrics: Metrics
  listener: Listener
  /** Bearer token of someone at this machine: whoever can read the data folder. */
  localToken?: string
}

export interface ApiDeps extends ServerDeps {
  auth: Auth
  /** The address people use, without a slash at its end. */
  origin: string
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
