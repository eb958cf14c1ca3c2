import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

test('objects and modules as resources, suffixes, hooks and middleware', () => {
  const { endpoints } = discoverTexts(
    {
      'requirements.txt': 'falcon==4.0\n',
      'shop/app.py': `import falcon
from . import teams
from .things import Things

app = falcon.App(middleware=[CORSMiddleware()])
things = Things(store)
app.add_route('/things', things)
app.add_route('/things/{id:int}', things, suffix='one')
app.add_route('/teams/{team}', teams)
admin = falcon.App(middleware=[AuthMiddleware()])
admin.add_route('/admin', Things(store))
session.mount('/x', adapter)
`,
      'shop/things.py': `import falcon
class Things:
    def on_get(self, req, resp):
        resp.media = Thing.all()
    @falcon.before(authorize)
    def on_post(self, req, resp):
        pass
    def on_delete_one(self, req, resp, id):
        pass
`,
      'shop/teams.py': `@login_required
def on_put(req, resp, team):
    pass
def helper():
    pass
`,
      'shop/unused.py': 'class Unused:\n    def on_get(self, req, resp):\n        pass\n',
    },
    [asAny(routes)],
  )
  expect(
    endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'} ${one.framework}`).sort(),
  ).toEqual([
    'DELETE /things/{id} - Falcon',
    'GET /admin AuthMiddleware Falcon',
    'GET /things - Falcon',
    'POST /admin authorize Falcon',
    'POST /things authorize Falcon',
    'PUT /teams/{team} login_required Falcon',
  ])
})
