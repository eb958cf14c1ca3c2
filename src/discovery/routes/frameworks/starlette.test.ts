import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

test('lists of routes in each other and over files, classes, what decorators and middleware ask', () => {
  const { endpoints } = discoverTexts(
    {
      'requirements.txt': 'starlette\n',
      'shop/app.py': `from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.routing import Mount, Route, WebSocketRoute
from shop.orders import routes as orders
from shop.staff import staff

async def home(request):
    return PlainTextResponse("hello")

app = Starlette(
    routes=[
        Route("/", home),
        WebSocketRoute("/live", live),
        Mount("/orders", routes=orders),
        Mount("/staff", app=staff),
        Mount("/admin", routes=[Route("/stats", stats, methods=["GET", "POST", "OPTIONS"])], middleware=[Middleware(RequireAdminAuth)]),
    ],
    middleware=[Middleware(AuthenticationMiddleware, backend=backend)],
)
app.add_route("/health", health)
app.mount("/static", StaticFiles(directory="static"))
`,
      'shop/orders.py': `from starlette.authentication import requires
from starlette.endpoints import HTTPEndpoint
from starlette.routing import Route

@requires("authenticated")
async def search(request):
    return JSONResponse(await Order.search())

class OrderEndpoint(HTTPEndpoint):
    async def get(self, request):
        return JSONResponse({})

    @requires("admin")
    async def delete(self, request):
        return JSONResponse({})

class CartEndpoint(HTTPEndpoint):
    async def delete(self, request):
        return JSONResponse({})

routes = [
    Route("/search", search),
    Route("/cart", CartEndpoint),
    Route("/{order_id:int}", OrderEndpoint),
]
`,
      'shop/staff.py': `from starlette.routing import Route, Router
staff = Router([Route("/list", list_staff)])
`,
    },
    [asAny(routes)],
  )
  expect(endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'}`).sort()).toEqual([
    'DELETE /orders/cart -',
    'DELETE /orders/{order_id} requires("admin")',
    'GET / -',
    'GET /admin/stats RequireAdminAuth',
    'GET /health -',
    'GET /live -',
    'GET /orders/search requires("authenticated")',
    'GET /orders/{order_id} -',
    'GET /staff/list -',
    'POST /admin/stats RequireAdminAuth',
  ])
})
