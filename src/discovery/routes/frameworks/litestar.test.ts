import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

test('functions and controllers below routers, guards, and what is left out of them', () => {
  const { endpoints } = discoverTexts(
    {
      'pyproject.toml': '[project]\nname = "shop"\ndependencies = ["litestar>=2"]\n',
      'shop/main.py': `from litestar import Litestar, Router, get
from shop.orders import OrderController, search

@get("/health", exclude_from_auth=True)
async def health() -> str:
    return "ok"

api = Router(path="/api", route_handlers=[OrderController, search], guards=[requires_member])
app = Litestar(route_handlers=[health, api])
`,
      'shop/orders.py': `from litestar import Controller, get, post, delete

class OrderController(Controller):
    path = "/orders"

    @get()
    async def list(self) -> list[Order]:
        return await Order.all()

    @post(path="", guards=[requires_admin])
    async def create(self, data: Order) -> Order:
        return data

    @get(["/{order_id:uuid}", "/by-number/{number:int}"], exclude_from_auth=True)
    async def show(self, order_id: UUID) -> Order:
        return await Order.find(order_id)

@get("/search")
async def search(text: str) -> list[Order]:
    return []
`,
    },
    [asAny(routes)],
  )
  expect(endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'}`).sort()).toEqual([
    'GET /api/orders requires_member',
    'GET /api/orders/by-number/{number} -',
    'GET /api/orders/{order_id} -',
    'GET /api/search requires_member',
    'GET /health -',
    'POST /api/orders requires_admin',
  ])
  expect(endpoints.find((one) => one.method === 'POST')?.uses).toEqual(['Order'])
})

test('an authentication of the whole, apart from what it leaves out', () => {
  const { endpoints } = discoverTexts(
    {
      'requirements.txt': 'litestar\n',
      'app.py': `from litestar import Litestar, get
from litestar.security.jwt import JWTCookieAuth

auth = JWTCookieAuth[User](retrieve_user_handler=load, token_secret=secret, exclude=["^/health$", "/docs/*"])

@get("/health")
async def health() -> str: ...
@get("/health/details")
async def details() -> str: ...
@get("/docs/{page:str}")
async def docs(page: str) -> str: ...
@get("/welcome", exclude_from_auth=True)
async def welcome() -> str: ...

app = Litestar(route_handlers=[health, details, docs, welcome], on_app_init=[auth.on_app_init])
`,
    },
    [asAny(routes)],
  )
  expect(endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'}`).sort()).toEqual([
    'GET /docs/{page} -',
    'GET /health -',
    'GET /health/details JWTCookieAuth',
    'GET /welcome -',
  ])
})
