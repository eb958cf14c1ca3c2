import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { AppError, notFound } from '../platform/errors.ts'
import type { Api } from './api.ts'

const DIST = join(import.meta.dirname, '../../web/dist')

/**
 * The built web app: its files (compressed at build time), and its page for every other address outside /api, because
 * addresses inside the app are its own. Files under /assets are named after their content and never change.
 */
export async function webApp(app: Api, dist = DIST): Promise<void> {
  const built = existsSync(join(dist, 'index.html'))
  if (built)
    await app.register(fastifyStatic, { root: dist, serve: false, preCompressed: true, dotfiles: 'deny' })
  app.route<{ Params: { '*': string } }>({
    method: ['GET', 'HEAD'],
    url: '/*',
    config: { permission: 'public' },
    schema: { hide: true },
    handler(request, reply) {
      const path = request.params['*']
      if (path === 'api' || path.startsWith('api/')) throw notFound('route', `/${path}`)
      if (!built) throw notBuilt()
      if (path.startsWith('assets/')) return reply.sendFile(path, { maxAge: '365d', immutable: true })
      // Further down addresses are the app's own, whatever they end with: /packages/npm:socket.io.
      if (/^[^/]*\.\w+$|\.\./.test(path) && path !== 'index.html')
        return reply.sendFile(path, { maxAge: '1h' })
      return reply.header('cache-control', 'no-cache').sendFile('index.html', { cacheControl: false })
    },
  })
}

const notBuilt = (): AppError =>
  new AppError(
    'web_not_built',
    404,
    'The web app is not built. Run `npm run build`, then start Stance again; the API works without.',
  )
