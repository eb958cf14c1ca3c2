import type { Framework } from '../contract.ts'
import type { RouteMethod } from '../languages/go-router-data.ts'
import { goRouters } from '../languages/go-routers.ts'
import { colonTemplate } from '../languages/go-templates.ts'

const verb = (method: string): RouteMethod => ({ methods: [method], path: 0, handler: 1 })
const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

/** httprouter. Source: https://pkg.go.dev/github.com/julienschmidt/httprouter */
export const httprouter: Framework = goRouters({
  id: 'httprouter',
  name: 'httprouter',
  packages: ['github.com/julienschmidt/httprouter'],
  mentions: /\bhttprouter\.(?:New|Router)\b|\.(?:GET|POST|PUT|PATCH|DELETE)\(\s*[\w"`]/,
  types: /^httprouter\.Router$/,
  makers: /^httprouter\.(New|Router)$/,
  results: /^http\.Handler$/,
  routes: {
    ...Object.fromEntries(VERBS.map((method) => [method, verb(method)])),
    Handle: { methodAt: 0, path: 1, handler: 2 },
    Handler: { methodAt: 0, path: 1, handler: 2 },
    HandlerFunc: { methodAt: 0, path: 1, handler: 2 },
  },
  groups: {},
  use: new Set(),
  template: colonTemplate,
})
