import Fastify from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Api, ApiDeps } from './api.ts'
import { guard } from './guard.ts'
import { sendProblem } from './problem.ts'
import { RequestLog } from './request-log.ts'
import { ROUTES } from './routes/index.ts'

const MAX_JSON_BYTES = 1024 * 1024

/** The HTTP server, ready to listen or to `inject`. Throws when a route declares no permission. */
export async function buildApp(deps: ApiDeps): Promise<Api> {
  const app = Fastify({
    loggerInstance: deps.log,
    logController: new RequestLog(),
    genReqId: newId,
    requestIdHeader: false,
    bodyLimit: MAX_JSON_BYTES,
    exposeHeadRoutes: false,
  }).withTypeProvider<ZodTypeProvider>() as Api
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler((request) => {
    throw new AppError('not_found', 404, `There is no ${request.method} ${request.url.split('?')[0]}.`)
  })
  guard(app, deps)
  await app.register(
    async (api: Api) => {
      for (const routes of ROUTES) routes(api, deps)
    },
    { prefix: '/api/v1' },
  )
  await app.ready()
  return app
}
