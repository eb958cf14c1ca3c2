import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

test('routes of files of their own, and files that take others in', () => {
  const { endpoints } = discoverTexts(
    {
      'conf/routes': `# Home
GET     /                       controllers.Home.index
+ nocsrf
POST    /items/:id              @controllers.Items.change(id: Long, full: Boolean ?= false)
GET     /items/$id<[0-9]+>/x    controllers.Items.x(id: Long)
GET     /assets/*file           controllers.Assets.at(path = "/public", file)
->      /admin                  admin.Routes
->      /made                   shop.MadeRouter
`,
      'modules/admin/conf/admin.routes': 'DELETE  /users/:id  admin.controllers.Users.remove(id)\n',
      'docs/routes': 'GET  /no  controllers.No.index\n',
    },
    [asAny(routes)],
  )
  expect(endpoints.map((one) => `${one.method} ${one.path} ${one.framework} ${one.line}`).sort()).toEqual([
    'DELETE /admin/users/{id} Play 1',
    'GET / Play 2',
    'GET /assets/{*file} Play 6',
    'GET /items/{id}/x Play 5',
    'POST /items/{id} Play 4',
  ])
})
