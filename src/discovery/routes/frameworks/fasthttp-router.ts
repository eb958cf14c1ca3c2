import type { Framework } from '../contract.ts'
import type { RouteMethod } from '../languages/go-router-data.ts'
import { goRouters } from '../languages/go-routers.ts'
import { braceTemplate } from '../languages/go-templates.ts'

const verb = (method: string): RouteMethod => ({ methods: [method], path: 0, handler: 1 })
const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'CONNECT', 'TRACE']

/** The router of fasthttp. Source: https://pkg.go.dev/github.com/fasthttp/router */
export const fasthttpRouter: Framework = goRouters({
  id: 'fasthttp-router',
  name: 'fasthttp/router',
  packages: ['github.com/fasthttp/router'],
  mentions: /\brouter\.(?:New|Router|Group)\b|\.(?:GET|POST|PUT|PATCH|DELETE|ANY)\(\s*[\w"`]/,
  types: /^router\.(Router|Group)$/,
  makers: /^router\.New$/,
  routes: {
    ...Object.fromEntries(VERBS.map((method) => [method, verb(method)])),
    ANY: { methods: ['ANY'], path: 0, handler: 1 },
    Handle: { methodAt: 0, path: 1, handler: 2 },
  },
  groups: { Group: { prefix: 0 } },
  use: new Set(),
  template: (path) => braceTemplate(path.replace(/\?\}/g, '}')),
})
