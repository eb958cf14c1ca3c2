import { createHash } from 'node:crypto'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Api } from './api.ts'
import { contentSecurityPolicy } from './security-headers.ts'

const PATH = '/api/docs'

/** The API's reference page at /api/docs, from our own server alone; it loads /api/v1/openapi.json. */
export async function docs(app: Api): Promise<void> {
  let loaded: Promise<FastifyInstance> | undefined
  const options = { config: { permission: 'public' as const }, schema: { hide: true } }
  app.get(PATH, options, async (_request, reply) => reply.redirect(`${PATH}/`))
  app.get(`${PATH}/*`, options, async (request, reply) => {
    loaded ??= loadPages()
    const { statusCode, headers, rawPayload } = await (await loaded).inject(request.url)
    const type = String(headers['content-type'])
    if (type.startsWith('text/html')) reply.helmet({ contentSecurityPolicy: policyOf(rawPayload.toString()) })
    else reply.header('cache-control', 'private, max-age=86400')
    return reply.code(statusCode).type(type).send(rawPayload)
  })
}

/** Four megabytes of viewer, which most starts never need: loaded at the first look. */
async function loadPages(): Promise<FastifyInstance> {
  const { default: reference } = await import('@scalar/fastify-api-reference')
  const pages = Fastify()
  await pages.register(reference, {
    routePrefix: PATH,
    configuration: {
      url: '/api/v1/openapi.json',
      pageTitle: 'Stance API',
      withDefaultFonts: false,
      telemetry: false,
      // What would send people, or the document, to the viewer's maker.
      hideClientButton: true,
      showDeveloperTools: 'never',
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  })
  return pages
}

/** The page starts itself by one inline script, allowed by its hash, and writes its styles as it runs. */
const policyOf = (html: string) =>
  contentSecurityPolicy({
    scriptSrc: ["'self'", ...inlineScripts(html).map((script) => `'sha256-${sha256(script)}'`)],
    styleSrc: ["'self'", "'unsafe-inline'"],
    fontSrc: ["'self'", 'data:'],
    workerSrc: ["'self'", 'blob:'],
  })

const inlineScripts = (html: string): string[] =>
  [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script]) => script as string,
  )

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64')
