import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'
import { tornadoPath } from './tornado.ts'

test('pairs of patterns and classes over files, functions of base classes, who is asked for', () => {
  const { endpoints } = discoverTexts(
    {
      'requirements.txt': 'tornado\n',
      'app/main.py': `import tornado.web
from app.items import ItemHandler, handlers

def make_app():
    return tornado.web.Application([
        (r"/", MainHandler),
        tornado.web.url(r"/items/(?P<item_id>[0-9]+)/?", ItemHandler, name="item"),
    ] + handlers)

class MainHandler(tornado.web.RequestHandler):
    def get(self):
        self.write("hello")

# Pairs of other things.
COLOURS = [("/red", Red)]
`,
      'app/items.py': `from tornado.web import RequestHandler, authenticated

class BaseHandler(RequestHandler):
    def head(self):
        pass

class ItemHandler(BaseHandler):
    @authenticated
    async def delete(self, item_id):
        Item.remove(item_id)

    def get(self, item_id):
        pass

_term_regex = r"(?P<term>[a-z]+)"
handlers = [(r"/search/%s" % _term_regex, SearchHandler)]

class SearchHandler(BaseHandler):
    def post(self, term):
        pass
`,
    },
    [asAny(routes)],
  )
  expect(endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'}`).sort()).toEqual([
    'DELETE /items/{item_id} authenticated',
    'GET / -',
    'GET /items/{item_id} -',
    'HEAD /items/{item_id} -',
    'HEAD /search/{term} -',
    'POST /search/{term} -',
  ])
  expect(endpoints.find((one) => one.method === 'DELETE')).toMatchObject({
    handler: { name: 'delete', file: 'app/items.py', line: 9 },
    framework: 'Tornado',
  })
})

test('patterns as templates', () => {
  expect(
    [
      '/a/(\\w+)/b(?:/c)?',
      '^/files/(.*)$',
      '/v1\\.0/(?P<name>[a-z]{2,}(?:-x)?)/?',
      '/(?:old|new)/x',
      '/tree(?P<path>(?:(?:/[^/]+)+|/?))',
    ].map(tornadoPath),
  ).toEqual(['/a/{arg1}/b', '/files/{arg1}', '/v1.0/{name}', '/old/x', '/tree/{path}'])
})
