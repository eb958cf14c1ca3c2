import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'
import { hapiTemplates } from './hapi.ts'

test('routes in place, in lists, in plugins with a prefix; authentication by default', () => {
  const { endpoints } = discoverTexts(
    {
      'package.json': '{ "dependencies": { "@hapi/hapi": "21" } }',
      'server.js': `const Hapi = require('@hapi/hapi')
const server = Hapi.server({ port: 80 })
server.auth.default('jwt')
server.route({ method: 'GET', path: '/health', options: { auth: false }, handler: () => 'ok' })
server.route(require('./users'))
server.register({ plugin: require('./plugin'), routes: { prefix: '/api' } })`,
      'users.js': `module.exports = [
  { method: ['GET', 'POST'], path: '/users/{id?}', handler: users.all },
]`,
      'plugin.js': `exports.plugin = { name: 'p', register: async (server) => {
  server.route({ method: '*', path: '/files/{rest*}', config: { auth: { strategy: 'token', mode: 'required' } }, handler: send })
} }`,
    },
    [asAny(routes)],
  )
  expect(endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'}`).sort()).toEqual([
    'ANY /api/files/{*rest} token',
    'GET /health -',
    'GET /users jwt',
    'GET /users/{id} jwt',
    'POST /users jwt',
    'POST /users/{id} jwt',
  ])
})

test('paths become templates', () => {
  expect(hapiTemplates('/a/{b*2}')).toEqual(['/a/{*b}'])
})

test('a server that a function is given among other things', () => {
  const { endpoints } = discoverTexts(
    {
      'package.json': '{ "dependencies": { "@hapi/hapi": "21" } }',
      'routes.js': `module.exports = function init(args) {
  const { server, call } = args
  server.route({ method: 'GET', path: '/v1/account/{account}', options: { auth: 'token' }, handler: show })
}`,
    },
    [asAny(routes)],
  )
  expect(endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'}`)).toEqual([
    'GET /v1/account/{account} token',
  ])
})

test('plugins that are registered in a loop over their names', () => {
  const plugin = (path: string): string =>
    `const createRoute = () => ({ method: 'GET', path: '${path}', options: { auth: 'token' }, handler: show })
module.exports = { name: 'x', async register(server) {
  server.route([createRoute()])
} }`
  const { endpoints } = discoverTexts(
    {
      'package.json': '{ "dependencies": { "@hapi/hapi": "21" } }',
      'lib/plugins.js': `const Hapi = require('@hapi/hapi')
async function registerDefaults(server) {
  const plugins = ['@hapi/inert', '../plugins/status'].map(plugin => require(plugin))
  return plugins.map(async one => server.register({ plugin: one, routes: { prefix: '/v4' } }))
}
async function registerResources(server, config) {
  const plugins = ['banners', 'users']
  return plugins.map(async name => {
    await server.register({ plugin: require(\`../plugins/\${name}\`), options: config[name], routes: { prefix: '/v4' } })
  })
}`,
      'plugins/status.js': plugin('/status'),
      'plugins/banners/index.js': plugin('/banners'),
      'plugins/users/index.js': plugin('/users/{id}'),
    },
    [asAny(routes)],
  )
  expect(endpoints.map((one) => `${one.method} ${one.path}`).sort()).toEqual([
    'GET /v4/banners',
    'GET /v4/status',
    'GET /v4/users/{id}',
  ])
})
