import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const PACKAGE = '{ "dependencies": { "hono": "4", "@hono/zod-openapi": "1" } }'

const said = (texts: Record<string, string>): string[] =>
  discoverTexts({ 'package.json': PACKAGE, ...texts }, [asAny(routes)])
    .endpoints.map(
      ({ method, path, authentication }) => `${method} ${path}${authentication ? ` ${authentication}` : ''}`,
    )
    .sort()

test('chains, base paths, mounted routers of other files, guards', () => {
  expect(
    said({
      'src/index.ts': `import { Hono } from 'hono'
import { jwt } from 'hono/jwt'
import users from './users'
const app = new Hono<{ Variables: { user: Map<string, string> } }>().basePath('/api')
app.get('/health', (c) => c.text('ok')).route('/users', users)
app.use('/admin/*', jwt({ secret }))
app.get('/admin/stats', (c) => c.json({}))
const v2 = app.basePath('/v2')
v2.get('/ping', (c) => c.text('pong'))
v2.on(['PUT', 'DELETE'], ['/a', '/b'], requireUser, (c) => c.text(''))
export default app`,
      'src/users.ts': `import { Hono } from 'hono'
import { authMiddleware } from './auth'
const app = new Hono()
  .get('/', (c) => c.json([]))
  .use(authMiddleware)
  .post('/', zValidator('json', schema), async (c) => c.json({}))
  .delete('/:id{[0-9]+}', (c) => c.body(null))
export default app`,
    }),
  ).toEqual([
    'DELETE /api/users/{id} authMiddleware',
    'DELETE /api/v2/a requireUser',
    'DELETE /api/v2/b requireUser',
    'GET /api/admin/stats jwt',
    'GET /api/health',
    'GET /api/users',
    'GET /api/v2/ping',
    'POST /api/users authMiddleware',
    'PUT /api/v2/a requireUser',
    'PUT /api/v2/b requireUser',
  ])
})

test('routes that zod-openapi describes elsewhere, routers of a factory, routers that are handed over', () => {
  expect(
    said({
      'src/app.ts': `import createApp from './create-app'
import tasks from './tasks.index'
import notes from './notes'
import { petsApi } from './pets'
const app = createApp()
;[tasks, notes].forEach((route) => {
  app.route('/v1', route)
})
app.route('/v1/pets', petsApi)
export default app`,
      'src/create-app.ts': `import { OpenAPIHono } from '@hono/zod-openapi'
export function createRouter() {
  return new OpenAPIHono({ strict: false })
}
export default function createApp() {
  const app = createRouter()
  return app
}`,
      'src/tasks.index.ts': `import { createRouter } from './create-app'
import * as handlers from './tasks.handlers'
import * as routes from './tasks.routes'
const router = createRouter().openapi(routes.list, handlers.list).openapi(routes.remove, handlers.remove)
export default router`,
      'src/tasks.routes.ts': `import { createRoute } from '@hono/zod-openapi'
export const list = createRoute({ method: 'get', path: '/tasks', responses: {} })
export const remove = createRoute({ method: 'delete', path: '/tasks/{id}', security: [{ Bearer: [] }], responses: {} })`,
      'src/notes.ts': `import { createRouter } from './create-app'
import { createRoute } from '@hono/zod-openapi'
const router = createRouter().openapi(createRoute({ method: 'post', path: '/notes', responses: {} }), (c) => c.json({}))
export default router`,
      'src/pets.ts': `import { OpenAPIHono } from '@hono/zod-openapi'
import { registerGetPet } from './get-pet'
export const petsApi = new OpenAPIHono()
registerGetPet(petsApi)`,
      'src/get-pet.ts': `import { createRoute } from '@hono/zod-openapi'
import type { petsApi } from './pets'
const getRoute = createRoute({ method: 'get', path: '/{id}', responses: {} })
export function registerGetPet(app: typeof petsApi) {
  return app.openapi(getRoute, async (c) => c.json({}))
}`,
    }),
  ).toEqual(['DELETE /v1/tasks/{id} security Bearer', 'GET /v1/pets/{id}', 'GET /v1/tasks', 'POST /v1/notes'])
})
