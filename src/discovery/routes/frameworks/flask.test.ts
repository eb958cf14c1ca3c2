import { expect, it } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const found = (texts: Record<string, string>) =>
  discoverTexts({ 'requirements.txt': 'flask==3.0\n', ...texts }, [asAny(routes)])
const said = (texts: Record<string, string>) =>
  found(texts).endpoints.map(({ method, path, authentication, handler }) =>
    `${method} ${path} ${authentication ?? '-'} ${handler ? `${handler.name} ${handler.file}:${handler.line}` : ''}`.trim(),
  )

it('puts prefixes of nested blueprints together; a prefix at registration takes the place of the own one', () => {
  expect(
    said({
      'shop/app.py': `
from flask import Flask
from shop import users
from shop.admin import admin as admin_bp
def create_app():
    app = Flask(__name__)
    app.register_blueprint(users.bp)
    app.register_blueprint(admin_bp, url_prefix='/backstage')
    return app
`,
      'shop/users.py': `
from flask import Blueprint
bp = Blueprint('users', __name__, url_prefix='/users')
@bp.route('/<int:user_id>', methods=['GET', 'DELETE'])
def user(user_id): ...
`,
      'shop/admin/__init__.py': `
from flask import Blueprint
from .audit import audit
admin = Blueprint('admin', __name__, url_prefix='/admin')
admin.register_blueprint(audit)
@admin.get('/')
@login_required
def home(): ...
`,
      'shop/admin/audit.py': `
from flask import Blueprint
audit = Blueprint('audit', __name__, url_prefix='/audit')
@audit.before_request
def require_login(): ...
@audit.post('/<path:name>')
def write(name): ...
`,
    }).sort(),
  ).toEqual([
    'DELETE /users/{user_id} - user shop/users.py:5',
    'GET /backstage login_required home shop/admin/__init__.py:8',
    'GET /users/{user_id} - user shop/users.py:5',
    'POST /backstage/audit/{name} require_login write shop/admin/audit.py:7',
  ])
})

it('follows what a project makes of `Api` and of rules', () => {
  expect(
    said({
      'app.py': `
from flask import Blueprint
from flask_restful import Api, Resource
from scopes import org_rule
class WideApi(Api):
    def add_org_resource(self, resource, *urls, **kwargs):
        return self.add_resource(resource, *[org_rule(one) for one in urls], **kwargs)
api = WideApi()
client = ApiClient()
routes = Blueprint('routes', __name__)
class Alert(Resource):
    def get(self, id): ...
api.add_org_resource(Alert, '/api/alerts/<id>', endpoint='alert')
client.add_org_resource(Alert, '/never')
@routes.route(org_rule('/login'), methods=['POST'])
def login(): ...
@routes.route(translate('/no'))
def never(): ...
`,
    }).map((one) => one.split(' ').slice(0, 2).join(' ')),
  ).toEqual(['GET /api/alerts/{id}', 'POST /login'])
})

it('reads classes that answer: MethodView, resources and namespaces', () => {
  expect(
    said({
      'app.py': `
from flask import Flask
from flask_restful import Api
from flask_restx import Namespace
from resources import Item, Base
app = Flask(__name__)
api = Api(app, prefix='/api')
api.add_resource(Item, '/items/<string:name>')
ns = Namespace('orders')
api.add_namespace(ns)
@ns.route('/<id>')
class Order(Base):
    def get(self, id): ...
app.add_url_rule('/plain', view_func=Item.as_view('x'))
`,
      'resources.py': `
from flask_restful import Resource
from flask_jwt_extended import jwt_required
class Base(Resource):
    method_decorators = [jwt_required]
    def delete(self): ...
class Item(Resource):
    @jwt_required()
    def get(self, name): ...
    def put(self, name): ...
`,
    }).sort(),
  ).toEqual([
    'DELETE /api/orders/{id} jwt_required delete resources.py:6',
    'GET /api/items/{name} jwt_required get resources.py:9',
    'GET /api/orders/{id} jwt_required get app.py:13',
    'GET /plain jwt_required get resources.py:9',
    'PUT /api/items/{name} - put resources.py:10',
    'PUT /plain - put resources.py:10',
  ])
})

it('tells what a handler reads, and takes no client for a router', () => {
  const { endpoints } = found({
    'app.py': `
from flask import Flask, request
import requests
app = Flask(__name__)
client = requests.Session()
@app.post('/orders')
def order():
    page = request.args.get('page')
    client.get('/elsewhere')
    data = request.get_json()
    Order(name=data['name'])
`,
  })
  expect(endpoints).toHaveLength(1)
  expect(endpoints[0]?.parameters).toEqual([
    { name: 'page', in: 'query' },
    { name: 'name', in: 'body' },
  ])
  expect(endpoints[0]?.uses).toEqual(['Order'])
})

it('mounts blueprints of a list in a loop, and registers what a function is given', () => {
  expect(
    said({
      'app.py': `
from flask import Flask
from a import one
from b import two
def wire(app):
    for bp, prefix in [(one, '/one'), (two, '/two')]:
        app.register_blueprint(bp)
    @app.route('/health')
    def health(): ...
`,
      'a.py': `from flask import Blueprint\none = Blueprint('one', __name__, url_prefix='/1')\n@one.get('/x')\ndef x(): ...\n`,
      'b.py': `from flask import Blueprint\ntwo = Blueprint('two', __name__, url_prefix='/2')\n@two.get('/y')\ndef y(): ...\n`,
    }).sort(),
  ).toEqual(['GET /1/x - x a.py:4', 'GET /2/y - y b.py:4', 'GET /health - health app.py:9'])
})
