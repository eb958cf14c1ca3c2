import { createHash } from 'node:crypto'
import reference from '@scalar/fastify-api-reference'
import type { Api } from './api.ts'
import { contentSecurityPolicy } from './security-headers.ts'

const PATH = '/api/docs'

/** The API's reference page at /api/docs, from our own server alone; it loads /api/v1/openapi.json. */
export async function docs(app: Api): Promise<void> {
  await app.register(async (pages) => {
    pages.addHook('onRoute', (route) => {
      route.config = { ...route.config, permission: 'public' }
    })
    pages.addHook('onSend', async (_request, reply, payload) => {
      if (typeof payload !== 'string' || !String(reply.getHeader('content-type')).startsWith('text/html'))
        return payload
      // The page starts itself by one inline script, allowed by its hash, and writes its styles as it runs.
      const policy = contentSecurityPolicy({
        scriptSrc: ["'self'", ...inlineScripts(payload).map((script) => `'sha256-${sha256(script)}'`)],
        styleSrc: ["'self'", "'unsafe-inline'"],
        fontSrc: ["'self'", 'data:'],
        workerSrc: ["'self'", 'blob:'],
      })
      reply.helmet({ contentSecurityPolicy: policy })
      return payload
    })
    await pages.register(reference, {
      routePrefix: PATH,
      configuration: {
        url: '/api/v1/openapi.json',
        pageTitle: 'Stance API',
        withDefaultFonts: false,
        telemetry: false,
        hideClientButton: true,
      },
    })
  })
}

const inlineScripts = (html: string): string[] =>
  [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script]) => script as string,
  )

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64')
