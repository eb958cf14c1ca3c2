import type { Framework } from '../contract.ts'
import type { RouteMethod } from '../languages/go-router-data.ts'
import { goRouters } from '../languages/go-routers.ts'
import { colonTemplate } from '../languages/go-templates.ts'
import { gluedOn } from '../names.ts'

const verb = (method: string): RouteMethod => ({ methods: [method], path: 0, handler: 1 })
const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'CONNECT', 'TRACE']

/** Echo. Source: https://echo.labstack.com/docs/routing */
export const echo: Framework = goRouters({
  id: 'echo',
  name: 'Echo',
  packages: ['github.com/labstack/echo', 'github.com/labstack/echo/'],
  mentions: /\becho\.(?:New|Echo|Group|Router)\b|\.(?:GET|POST|PUT|PATCH|DELETE)\(\s*[\w"`]/,
  types: /^echo\.(Echo|Group)$/,
  makers: /^echo\.New$/,
  routes: {
    ...Object.fromEntries(VERBS.map((method) => [method, verb(method)])),
    Any: { methods: ['ANY'], path: 0, handler: 1 },
    Add: { methodAt: 0, path: 1, handler: 2 },
    Match: { methodAt: 0, path: 1, handler: 2 },
  },
  groups: { Group: { prefix: 0, guards: 1 } },
  use: new Set(['Use', 'Pre']),
  template: (path) => gluedOn(colonTemplate(path)),
})
