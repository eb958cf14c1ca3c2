import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

test('prefixes of routers, nested routers, named routes, guards', () => {
  const { endpoints } = discoverTexts(
    {
      'package.json': '{ "dependencies": { "koa": "3", "@koa/router": "14" } }',
      'app.js': `const Koa = require('koa')
const Router = require('@koa/router')
const users = require('./users')
const app = new Koa()
const api = new Router({ prefix: '/api' })
api.use('/users', users.routes(), users.allowedMethods())
app.use(api.routes())`,
      'users.js': `const Router = require('@koa/router')
const router = new Router()
router.get('user', '/:id', show)
router.use(requireUser)
router.del('/:id', remove)
module.exports = router`,
    },
    [asAny(routes)],
  )
  expect(
    endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'} ${one.framework}`),
  ).toEqual(['GET /api/users/{id} - Koa', 'DELETE /api/users/{id} requireUser Koa'])
})

test('routers that are the first of a rest of parameters, and guards of what is sent', () => {
  const { endpoints } = discoverTexts(
    {
      'package.json': '{ "dependencies": { "koa": "3", "koa-router": "13" } }',
      'init.ts': `import Router from 'koa-router'
import roles from './roles.js'
const apiRouter = new Router({ prefix: '/api' })
roles(apiRouter, tenant)
export default apiRouter`,
      'roles.ts': `export default function roleRoutes<T extends ManagementRouter>(
  ...[router, { queries }]: RouterInitArgs<T>
) {
  router.get('/roles', koaGuard({ response: roles, status: [200] }), list)
  router.post('/roles', koaAuth({ scope: 'all' }), koaGuard({ body: role }), create)
}`,
    },
    [asAny(routes)],
  )
  expect(endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'}`)).toEqual([
    'GET /api/roles -',
    'POST /api/roles koaAuth',
  ])
})

test('a middleware that lets those pass who bring no token guards nothing', () => {
  const { endpoints } = discoverTexts(
    {
      'package.json': '{ "dependencies": { "koa": "3", "koa-router": "13", "koa-jwt": "4" } }',
      'app.js': `const Koa = require('koa')
const Router = require('koa-router')
const jwt = require('./who')
const { requireUser } = require('./strict')
const app = new Koa()
const router = new Router()
app.use(jwt)
router.get('/items', list)
router.post('/items', requireUser, create)
app.use(router.routes())`,
      'who.js': `const koaJwt = require('koa-jwt')
module.exports = koaJwt({ secret, passthrough: true })`,
      'strict.js': `const koaJwt = require('koa-jwt')
exports.requireUser = koaJwt({ secret })`,
    },
    [asAny(routes)],
  )
  expect(endpoints.map((one) => `${one.method} ${one.authentication ?? '-'}`)).toEqual([
    'GET -',
    'POST requireUser',
  ])
})

test('routers that a function gives back in a list, parameters handed on as they came, and paths of a frozen object', () => {
  const { endpoints } = discoverTexts(
    {
      'package.json': '{ "dependencies": { "koa": "3", "koa-router": "13", "koa-mount": "4" } }',
      'app.js': `import Koa from 'koa'
import mount from 'koa-mount'
import initApis from './init.js'
const app = new Koa()
app.use(mount('/api', initApis(tenant)))`,
      'init.js': `import Koa from 'koa'
import Router from 'koa-router'
import userRoutes from './users.js'
const createRouters = (tenant) => {
  const openRouter = new Router()
  openRouter.get('/status', status)
  const userRouter = new Router()
  userRouter.use(requireUser)
  userRoutes(userRouter, tenant)
  return [openRouter, userRouter]
}
export default function initApis(tenant) {
  const apis = new Koa()
  for (const router of createRouters(tenant)) {
    apis.use(router.routes()).use(router.allowedMethods())
  }
  return apis
}`,
      'users.js': `import names from './names.js'
export default function userRoutes(...args) {
  names(...args)
}`,
      'names.js': `import { paths } from './paths.js'
export default function nameRoutes(...args) {
  const [router, { queries }] = args
  router.get(paths.prefix, list)
  router.post(\`\${paths.prefix}/:id\`, rename)
}`,
      'paths.js': "const prefix = '/names'\nexport const paths = Object.freeze({ prefix })",
    },
    [asAny(routes)],
  )
  expect(endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'}`).sort()).toEqual([
    'GET /api/names requireUser',
    'GET /api/status -',
    'POST /api/names/{id} requireUser',
  ])
})

test('koa-route says each route as a middleware, guarded by what was used before', () => {
  const { endpoints } = discoverTexts(
    {
      'package.json': '{ "dependencies": { "koa": "3", "koa-route": "4" } }',
      'api.js': `import Koa from 'koa'
import route from 'koa-route'
import * as users from './users'
const app = new Koa()
app.use(route.get('/heartbeat', beat))
app.use(authenticate)
app.use(route.get('/users/:email', users.getUser))
app.use(route.del('/users/:email', users.removeUser))
app.use(other.get('/settings', value))`,
    },
    [asAny(routes)],
  )
  expect(endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'}`)).toEqual([
    'GET /heartbeat -',
    'GET /users/{email} authenticate',
    'DELETE /users/{email} authenticate',
  ])
})
