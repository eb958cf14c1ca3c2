import type { Framework } from '../contract.ts'
import type { RouteMethod } from '../languages/go-router-data.ts'
import { goRouters } from '../languages/go-routers.ts'
import { colonTemplate } from '../languages/go-templates.ts'

const verb = (method: string): RouteMethod => ({ methods: [method], path: 0, handler: 'last' })
const VERBS = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options', 'Connect', 'Trace']

/** Fiber. Source: https://docs.gofiber.io/guide/routing */
export const fiber: Framework = goRouters({
  id: 'fiber',
  name: 'Fiber',
  packages: ['github.com/gofiber/fiber', 'github.com/gofiber/fiber/'],
  mentions: /\bfiber\.(?:New|App|Router|Group)\b|\.(?:Get|Post|Put|Patch|Delete)\(\s*["`]\//,
  types: /^fiber\.(App|Router|Group)$/,
  makers: /^fiber\.New$/,
  routes: {
    ...Object.fromEntries(VERBS.map((method) => [method, verb(method.toUpperCase())])),
    All: { methods: ['ANY'], path: 0, handler: 'last' },
    Add: { methodAt: 0, path: 1, handler: 'last' },
  },
  groups: {
    Group: { prefix: 0, guards: 1 },
    Route: { prefix: 0, closure: 1 },
    Mount: { prefix: 0, child: 1 },
  },
  use: new Set(['Use']),
  usePath: true,
  template: colonTemplate,
})
