import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const linesOf = (texts: Record<string, string>) =>
  discoverTexts({ 'package.json': '{ "dependencies": { "fastify": "5" } }', ...texts }, [
    asAny(routes),
  ]).endpoints.map(
    (one) =>
      `${one.method} ${one.path} ${one.authentication ?? '-'} ${one.parameters.map(({ name }) => name)}`,
  )

test('plugins with prefixes, whole and short routes, guards in options and hooks', () => {
  expect(
    linesOf({
      'app.ts': `import Fastify from 'fastify'
import orders from './orders.js'
const app = Fastify().withTypeProvider()
app.register(orders, { prefix: '/orders' })
app.get('/health', async () => 'ok')`,
      'orders.ts': `import fp from 'fastify-plugin'
const plugin: FastifyPluginAsync = async (server) => {
  server.route({ method: ['GET', 'HEAD'], url: '/:id', preHandler: [server.authenticate], handler: show })
  server.post('/', { schema: { body: { type: 'object', properties: { item: {} } } } }, create)
  server.register(async (inner) => {
    inner.addHook('onRequest', inner.verifyToken)
    inner.delete('/:id', remove)
  })
}
export default plugin`,
    }),
  ).toEqual([
    'GET /health - ',
    'GET /orders/{id} server.authenticate id',
    'HEAD /orders/{id} server.authenticate id',
    'POST /orders - item',
    'DELETE /orders/{id} inner.verifyToken id',
  ])
})

test('folders that autoload loads are prefixes', () => {
  expect(
    linesOf({
      'app.js': `const autoload = require('@fastify/autoload')
module.exports = async function (fastify) {
  fastify.register(autoload, { dir: require('path').join(__dirname, 'routes'), routeParams: true, options: { prefix: '/api' } })
}`,
      'routes/users/_id/index.js': `module.exports = async (fastify) => { fastify.get('/posts', list) }`,
    }),
  ).toEqual(['GET /api/users/{id}/posts - id'])
})

test('a plugin that breaks its encapsulation guards what it is registered in from there on, and nothing else', () => {
  expect(
    linesOf({
      'app.js': `const fastify = require('fastify')
const { registerAuth } = require('./auth')
const app = fastify()
app.get('/version', version)
app.register(async function inside(app) {
  app.get('/before', before)
  registerAuth(app)
  app.get('/inside', inside)
})
app.register(async function outside(app) {
  app.get('/outside', outside)
})`,
      'auth.js': `const fp = require('fastify-plugin')
const plugin = fp(async (fastify) => {
  fastify.addHook('preHandler', fastify.verifyToken)
})
function registerAuth(fastify) {
  fastify.register(plugin)
}
module.exports = { registerAuth }`,
    }).sort(),
  ).toEqual(['GET /before - ', 'GET /inside fastify.verifyToken ', 'GET /outside - ', 'GET /version - '])
})
