import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'
import { expressTemplates } from './express-paths.ts'

const PACKAGE = '{ "name": "shop", "dependencies": { "express": "5" } }'
const endpointsOf = (texts: Record<string, string>) =>
  discoverTexts({ 'package.json': PACKAGE, ...texts }, [asAny(routes)]).endpoints
const linesOf = (texts: Record<string, string>) =>
  endpointsOf(texts).map(
    (one) => `${one.method} ${one.path}${one.authenticated ? ` ${one.authentication}` : ''}`,
  )

test('paths become templates', () => {
  expect(expressTemplates('/users/:id(\\d+)/files/*path')).toEqual(['/users/{id}/files/{*path}'])
  expect(expressTemplates('/users/:id?')).toEqual(['/users', '/users/{id}'])
  expect(expressTemplates('/users{/:id}')).toEqual(['/users', '/users/{id}'])
  expect(expressTemplates('/from/:a-:b')).toEqual(['/from/{a}-{b}'])
})

test('nested routers of other files, guards in front, handlers where they stand', () => {
  const found = endpointsOf({
    'src/app.ts': `import express from 'express'
import { api } from './api/index.js'
const app = express()
app.use('/v1', api)
app.get('/health', (req, res) => res.send('ok'))`,
    'src/api/index.ts': `import { Router } from 'express'
import users from './users'
const api = Router()
api.use('/users', requireUser, users)
export { api }`,
    'src/api/users.ts': `import { Router } from 'express'
import * as controller from './controller'
const router = Router({ mergeParams: true })
router.route('/:userId').get(controller.show).delete(isAdmin, controller.remove)
export default router`,
    'src/api/controller.ts': `export const show = async (req, res) => {
  const { fields } = req.query
  res.json(await UserModel.find(req.params.userId, fields))
}
export async function remove(req, res) {}`,
  })
  expect(found.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'}`)).toEqual([
    'DELETE /v1/users/{userId} isAdmin',
    'GET /v1/users/{userId} requireUser',
    'GET /health -',
  ])
  expect(found[1]).toMatchObject({
    handler: { file: 'src/api/controller.ts', line: 1 },
    parameters: [
      { name: 'userId', in: 'path' },
      { name: 'fields', in: 'query' },
    ],
    uses: ['UserModel'],
  })
})

test('functions and classes that take or make a router, lists of routes, constants', () => {
  expect(
    linesOf({
      'server.js': `const express = require('express')
const { PREFIX } = require('./constants')
const app = express()
require('./orders')(app)
const list = [{ path: '/carts', route: require('./carts') }]
list.forEach((one) => { app.use(one.path, one.route) })
app.use(PREFIX, new Items().router)
app.use(\`\${PREFIX}/made\`, makeRouter({}))
const { Items } = require('./items')
const makeRouter = require('./make')`,
      'constants.js': `const PREFIX = '/api'
module.exports = { PREFIX }`,
      'orders.js': `module.exports = (app) => { app.post('/orders', passport.authenticate('jwt'), create) }`,
      'carts.js': `const router = require('express').Router()
router.all('/:id', list)
module.exports = router`,
      'items.js': `const { Router } = require('express')
class Items {
  constructor() { this.router = Router(); this.routes() }
  routes() { this.router.get('/items', this.list) }
}
module.exports = { Items }`,
      'make.js': `const { Router } = require('express')
module.exports = (deps) => { const router = Router(); router.put('/x', deps.put); return router }`,
    }),
  ).toEqual(
    expect.arrayContaining([
      'POST /orders passport.authenticate(jwt)',
      'ANY /carts/{id}',
      'GET /api/items',
      'PUT /api/made/x',
    ]),
  )
})

test('a folder that is looped over is mounted file by file', () => {
  expect(
    linesOf({
      'app.js': `const app = require('express')()
require('fs').readdirSync('./routes').forEach((file) => { app.use('/api', require('./routes/' + file)) })`,
      'routes/a.js': `const r = require('express').Router(); r.get('/a', list); module.exports = r`,
    }),
  ).toEqual(['GET /api/a'])
})

test('what only looks like a route is none; names of handlers are no guards', () => {
  expect(
    linesOf({
      'client.js': `const app = require('express')()
axios.get('/remote', options)
app.get('port')
app.set('x', 1)
cache.get('/key', load)
app.post('/login', authLimiter, validate(authValidation.login), authController.login)
app.get('/feed', auth.optional, feed)`,
    }),
  ).toEqual(['POST /login', 'GET /feed'])
})

test('a middleware that lets everyone pass guards nothing, whatever it is called', () => {
  const { endpoints } = discoverTexts(
    {
      'package.json': '{ "dependencies": { "express": "5" } }',
      'app.js': `const express = require('express')
const { checkUser, requireUser } = require('./auth')
const app = express()
app.use(checkUser)
app.get('/status', status)
app.get('/me', requireUser, me)`,
      'auth.js': `const checkUser = async (req, _res, next) => {
  if (req.session) req.user = await users.find(req.session.userId)
  next()
}
const requireUser = (req, res, next) => {
  if (!req.user) return next(new Error('who?'))
  next()
}
module.exports = { checkUser, requireUser }`,
    },
    [asAny(routes)],
  )
  expect(endpoints.map((one) => `${one.path} ${one.authentication ?? '-'}`)).toEqual([
    '/status -',
    '/me requireUser',
  ])
})

test('middleware is judged by its code where its name tells nothing', () => {
  expect(
    linesOf({
      'src/app.js': `const express = require('express')
const { keeper, counter, greeter, members } = require('./middle')
const app = express()
app.get('/open', counter, show)
app.get('/one', keeper, show)
app.get('/two', members('staff'), show)
app.get('/three', greeter, show)
app.use('/inner', counter, keeper, require('./inner'))
app.use(keeper)
app.get('/four', show)
`,
      'src/inner.js': `const router = require('express').Router()
router.get('/five', show)
module.exports = router
`,
      'src/middle.js': `exports.keeper = (req, res, next) => {
  if (!req.session.user) return res.status(401).end()
  next()
}
exports.counter = (req, res, next) => {
  count(req.session.user)
  next()
}
exports.greeter = (req, res, next) => {
  if (!req.headers.authorization) return next()
  if (!valid(req.headers.authorization)) return res.status(401).end()
  next()
}
exports.members = (kind) => (req, res, next) => {
  if (req.user?.kind === kind) next()
  else res.status(401).end()
}
`,
    }).sort(),
  ).toEqual([
    'GET /four keeper',
    'GET /inner/five keeper',
    'GET /one keeper',
    'GET /open',
    'GET /three',
    'GET /two members',
  ])
})

test('names of one long declaration, modules called at once, and routers that all() hands whole paths', () => {
  const { endpoints } = discoverTexts(
    {
      'package.json': '{ "dependencies": { "express": "4" } }',
      'server.js': `const express = require('express')
const app = express()
const api = require('./api/')(env)
app.use('/api/v1', api)`,
      'api/index.js': `function create (env) {
  var each = require('lodash/each')
    , express = require('express')
    , app = express()
    ;
  app.all('/items*', require('./items')(app, env))
  app.get('/status', status)
  return app
}
module.exports = create`,
      'api/items.js': `function configure (app, env) {
  const express = require('express'),
    api = express.Router()
  api.get('/items/:id', show)
  return api
}
module.exports = configure`,
    },
    [asAny(routes)],
  )
  expect(endpoints.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    'ANY /api/v1/items{*path}',
    'GET /api/v1/items/{id}',
    'GET /api/v1/status',
  ])
})
