import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

test('tables of routes, calls on the router, views, applications below others, who is asked for', () => {
  const { endpoints } = discoverTexts(
    {
      'requirements.txt': 'aiohttp\n',
      'app/main.py': `from aiohttp import web
from app.admin import admin
from app.pets import routes
from app.setup import setup_routes

app = web.Application()
app.add_routes(routes)
app.add_routes([web.get("/health", health), web.view("/notes/{id:[0-9]+}", NoteView)])
app.add_subapp("/admin", admin)
setup_routes(app)

class NoteView(web.View):
    async def get(self):
        return web.json_response({})

    async def delete(self):
        return web.json_response({})
`,
      'app/pets.py': `from aiohttp import web
routes = web.RouteTableDef()

@routes.get("/pets")
async def pets(request):
    return web.json_response([])

@routes.post("/pets")
@login_required
async def add(request):
    return web.json_response({})
`,
      'app/admin.py': `from aiohttp import web
admin = web.Application(middlewares=[errors, auth_middleware])
admin.router.add_get("/stats", stats)
admin.router.add_route("PUT", "/settings/{tail:.*}", settings)
`,
      'app/setup.py': `def setup_routes(app):
    app.router.add_delete("/late", late)
`,
      // A client asks, it does not answer.
      'app/client.py': `import aiohttp
async def load(session):
    return await session.get("/far/away")
`,
    },
    [asAny(routes)],
  )
  expect(
    endpoints
      .map(
        ({ method, path, authentication, framework }) =>
          `${method} ${path} ${authentication ?? '-'} ${framework}`,
      )
      .sort(),
  ).toEqual([
    'DELETE /late - aiohttp',
    'DELETE /notes/{id} - aiohttp',
    'GET /admin/stats auth_middleware aiohttp',
    'GET /health - aiohttp',
    'GET /notes/{id} - aiohttp',
    'GET /pets - aiohttp',
    'POST /pets login_required aiohttp',
    'PUT /admin/settings/{tail} auth_middleware aiohttp',
  ])
})
