import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

test('blueprints, groups, versions, views and guards', () => {
  const { endpoints } = discoverTexts(
    {
      'requirements.txt': 'sanic==24.12\n',
      'app.py': `from sanic import Sanic, Blueprint
from users import users
from orders import orders, Orders
app = Sanic('shop')
api = Blueprint.group(users, orders, url_prefix='/api')
app.blueprint(api)
app.add_route(Orders.as_view(), '/classes/<id:int>')
app.add_route(health, '/health', methods=['GET', 'HEAD'])
@app.get('/files/<path:path>')
async def files(request, path):
    return text(path)
`,
      'users.py': `from sanic import Blueprint
users = Blueprint('users', url_prefix='/users', version=1)
@users.route('/<id:uuid>', methods=['PUT', 'DELETE'])
@protected()
async def change(request, id):
    return json(User.get(id))
`,
      'orders.py': `from sanic import Blueprint
from sanic.views import HTTPMethodView
orders = Blueprint('orders', url_prefix='/orders')
@orders.on_request
async def require_login(request):
    pass
@orders.post('/')
async def create(request):
    pass
class Orders(HTTPMethodView):
    async def get(self, request, id):
        pass
    @login_required
    async def patch(self, request, id):
        pass
`,
    },
    [asAny(routes)],
  )
  expect(
    endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'} ${one.framework}`).sort(),
  ).toEqual([
    'DELETE /api/v1/users/{id} protected Sanic',
    'GET /classes/{id} - Sanic',
    'GET /files/{*path} - Sanic',
    'GET /health - Sanic',
    'HEAD /health - Sanic',
    'PATCH /classes/{id} login_required Sanic',
    'POST /api/orders require_login Sanic',
    'PUT /api/v1/users/{id} protected Sanic',
  ])
})
