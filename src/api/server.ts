import Fastify, { type FastifyBaseLogger } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { createAuth } from '../access/auth.ts'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Api, ServerDeps } from './api.ts'
import { guard } from './guard.ts'
import { sendProblem } from './problem.ts'
import { RequestLog } from './request-log.ts'
import { ROUTES } from './routes/index.ts'
import { sessionRoutes } from './routes/sessions.ts'

const MAX_JSON_BYTES = 1024 * 1024

/** The HTTP server, ready to listen or to `inject`. Throws when a route declares no permission. */
export async function buildApp(server: ServerDeps): Promise<Api> {
  const { config, pool, keys, log } = server
  const origin = config.publicUrl?.replace(/\/+$/, '') ?? `http://${config.host}:${config.port}`
  const deps = { ...server, origin, auth: createAuth(pool, { secret: keys.session, origin }) }
  const app: Api = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new RequestLog(),
    genReqId: newId,
    requestIdHeader: false,
    trustProxy: config.trustProxy ?? false,
    bodyLimit: MAX_JSON_BYTES,
    exposeHeadRoutes: false,
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler((request) => {
    throw new AppError('not_found', 404, `There is no ${request.method} ${request.url.split('?')[0]}.`)
  })
  guard(app, deps)
  sessionRoutes(app, deps)
  await app.register(
    async (api: Api) => {
      for (const routes of ROUTES) routes(api, deps)
    },
    { prefix: '/api/v1' },
  )
  await app.ready()
  return app
}
