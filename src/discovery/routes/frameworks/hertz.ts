import type { Framework } from '../contract.ts'
import type { RouteMethod } from '../languages/go-router-data.ts'
import { goRouters } from '../languages/go-routers.ts'
import { colonTemplate } from '../languages/go-templates.ts'

const verb = (method: string): RouteMethod => ({ methods: [method], path: 0, handler: 'last' })
const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

/** Hertz. Source: https://www.cloudwego.io/docs/hertz/tutorials/basic-feature/route/ */
export const hertz: Framework = goRouters({
  id: 'hertz',
  name: 'Hertz',
  packages: ['github.com/cloudwego/hertz'],
  mentions:
    /\bserver\.(?:Default|New|Hertz)\b|\broute\.(?:RouterGroup|IRouter)|\.(?:GET|POST|PUT|PATCH|DELETE)\(\s*[\w"`]/,
  types: /^(server\.Hertz|route\.(RouterGroup|IRouter|IRoutes|Engine))$/,
  makers: /^server\.(Default|New)$/,
  routes: {
    ...Object.fromEntries(VERBS.map((method) => [method, verb(method)])),
    Any: { methods: ['ANY'], path: 0, handler: 'last' },
    Handle: { methodAt: 0, path: 1, handler: 'last' },
  },
  groups: { Group: { prefix: 0, guards: 1 } },
  use: new Set(['Use']),
  template: colonTemplate,
})
