import compress from '@fastify/compress'
import Fastify, { type FastifyBaseLogger } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { createAuth } from '../access/auth.ts'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Api, ApiDeps, ServerDeps } from './api.ts'
import { docs } from './docs.ts'
import { guard } from './guard.ts'
import { healthRoutes } from './health.ts'
import { openApi } from './openapi.ts'
import { sendProblem } from './problem.ts'
import { quickClose } from './quick-close.ts'
import { RequestLog } from './request-log.ts'
import { ROUTES } from './routes/index.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { securityHeaders } from './security-headers.ts'
import { webApp } from './web-app.ts'

const MAX_JSON_BYTES = 1024 * 1024
const MIN_COMPRESSED_BYTES = 2048
/** Of a part of a path: names of packages (`Go:github.com/…`) pass the usual 100. */
const MAX_NAME = 500

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
    routerOptions: { maxParamLength: MAX_NAME },
    exposeHeadRoutes: false,
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler((request) => {
    throw new AppError('not_found', 404, `There is no ${request.method} ${request.url.split('?')[0]}.`)
  })
  quickClose(app)
  await securityHeaders(app, { https: origin.startsWith('https:') })
  await app.register(compress, {
    threshold: MIN_COMPRESSED_BYTES,
    encodings: ['gzip'],
    customTypes: /json|javascript|text\/(html|csv)/,
    // What is uploaded compressed is stored as it came.
    globalDecompression: false,
  })
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  guard(app, deps)
  await openApi(app)
  await api(app, deps)
  await docs(app)
  await webApp(app)
  await app.ready()
  return app
}

async function api(app: Api, deps: ApiDeps): Promise<void> {
  healthRoutes(app, deps)
  sessionRoutes(app, deps)
  await app.register(
    async (v1: Api) => {
      for (const routes of ROUTES) routes(v1, deps)
    },
    { prefix: '/api/v1' },
  )
}
