import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AppError, notFound } from '../platform/errors.ts'
import type { Api, ApiDeps } from './api.ts'
import { postureGauges } from './posture-gauges.ts'

const tags = ['operation']
const READY_MS = 2_000
const status = z.object({ status: z.literal('ok') })

/** Liveness, readiness and Prometheus metrics, outside /api. */
export function healthRoutes(app: Api, { pool, metrics, config }: ApiDeps): void {
  app.get(
    '/healthz',
    {
      config: { permission: 'public' },
      schema: { tags, summary: 'This process answers', response: { 200: status } },
    },
    async () => ({ status: 'ok' as const }),
  )
  app.get(
    '/readyz',
    {
      config: { permission: 'public' },
      schema: { tags, summary: 'This process and its database answer', response: { 200: status } },
    },
    async () => {
      const late = AbortSignal.timeout(READY_MS)
      const waited = new Promise((_, reject) => late.addEventListener('abort', () => reject(late.reason)))
      await Promise.race([pool.query('select 1'), waited]).catch((cause) => {
        throw new AppError('not_ready', 503, 'The database does not answer. Try again shortly.', { cause })
      })
      return { status: 'ok' as const }
    },
  )
  app.get(
    '/metrics',
    {
      config: { permission: 'public' },
      schema: {
        tags,
        summary: 'Metrics of this process and of the posture in Prometheus’ text format',
        description: 'Only when STANCE_METRICS_TOKEN is set, and with it as a bearer token.',
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      if (!config.metricsToken) throw notFound('route', '/metrics')
      if (!bears(request, config.metricsToken))
        throw new AppError('unauthenticated', 401, 'Send STANCE_METRICS_TOKEN as Authorization: Bearer ….')
      return reply
        .type(metrics.registry.contentType)
        .serializer((text: string) => text)
        .send(`${await metrics.registry.metrics()}\n${await postureGauges(pool)}`)
    },
  )
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    metrics.http.observe(
      { method, route: routeOptions.url ?? 'none', status: reply.statusCode },
      reply.elapsedTime / 1000,
    )
  })
}

function bears(request: FastifyRequest, token: string): boolean {
  const [given, expected] = [Buffer.from(request.headers.authorization ?? ''), Buffer.from(`Bearer ${token}`)]
  return given.length === expected.length && timingSafeEqual(given, expected)
}
