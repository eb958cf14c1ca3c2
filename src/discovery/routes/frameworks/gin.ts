import type { Framework } from '../contract.ts'
import type { RouteMethod } from '../languages/go-router-data.ts'
import { goRouters } from '../languages/go-routers.ts'
import { colonTemplate } from '../languages/go-templates.ts'

const verb = (method: string): RouteMethod => ({ methods: [method], path: 0, handler: 'last' })
const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

/** Gin. Source: https://gin-gonic.com/docs/ */
export const gin: Framework = goRouters({
  id: 'gin',
  name: 'Gin',
  packages: ['github.com/gin-gonic/gin'],
  mentions: /\bgin\.(?:New|Default|Engine|RouterGroup|IRoute)|\.(?:GET|POST|PUT|PATCH|DELETE)\(\s*[\w"`]/,
  types: /^gin\.(Engine|RouterGroup|IRouter|IRoutes)$/,
  makers: /^gin\.(New|Default)$/,
  routes: {
    ...Object.fromEntries(VERBS.map((method) => [method, verb(method)])),
    Any: { methods: ['ANY'], path: 0, handler: 'last' },
    Handle: { methodAt: 0, path: 1, handler: 'last' },
    Match: { methodAt: 0, path: 1, handler: 'last' },
  },
  groups: { Group: { prefix: 0, guards: 1 } },
  use: new Set(['Use']),
  template: colonTemplate,
})
