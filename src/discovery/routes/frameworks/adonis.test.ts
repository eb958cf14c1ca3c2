import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

test('verbs, groups in groups, resources and middleware', () => {
  const { endpoints } = discoverTexts(
    {
      'package.json': '{ "dependencies": { "@adonisjs/core": "6" } }',
      'start/routes.ts': `import router from '@adonisjs/core/services/router'
import { middleware } from '#start/kernel'
const Users = () => import('#controllers/users')
router.get('/', [Users, 'home'])
router.route('ping', ['GET', 'HEAD'], () => 'pong')
router.group(() => {
  router.group(() => {
    router.put('users/:id', [Users, 'update'])
  }).prefix('v1').use(middleware.auth())
  router.get('files/*', 'FilesController.show').use(middleware.auth({ guards: ['api'] }))
}).prefix('/api')
router.resource('posts.comments', Comments).apiOnly().except(['destroy', 'update'])
client.get('/elsewhere')
`,
      'legacy/routes.ts': `import Route from '@ioc:Adonis/Core/Route'
Route.resource('tags', 'TagsController').only(['index']).middleware({ '*': ['auth'] })
Route.delete('tags/:id', 'TagsController.remove').middleware('auth')
`,
    },
    [asAny(routes)],
  )
  expect(
    endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'} ${one.framework}`).sort(),
  ).toEqual([
    'DELETE /tags/{id} auth AdonisJS',
    'GET / - AdonisJS',
    'GET /api/files/{*path} middleware.auth AdonisJS',
    'GET /ping - AdonisJS',
    'GET /posts/{post_id}/comments - AdonisJS',
    'GET /posts/{post_id}/comments/{id} - AdonisJS',
    'GET /tags - AdonisJS',
    'HEAD /ping - AdonisJS',
    'POST /posts/{post_id}/comments - AdonisJS',
    'PUT /api/v1/users/{id} middleware.auth AdonisJS',
  ])
})
