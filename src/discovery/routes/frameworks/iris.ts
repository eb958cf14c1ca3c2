import type { Framework } from '../contract.ts'
import type { RouteMethod } from '../languages/go-router-data.ts'
import { goRouters } from '../languages/go-routers.ts'
import { braceTemplate } from '../languages/go-templates.ts'

const verb = (method: string): RouteMethod => ({ methods: [method], path: 0, handler: 'last' })
const VERBS = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options', 'Connect', 'Trace']

/** Iris; its parameters have types: `/users/{id:uint64}`. Source: https://docs.iris-go.com/iris/contents/routing */
export const iris: Framework = goRouters({
  id: 'iris',
  name: 'Iris',
  packages: ['github.com/kataras/iris', 'github.com/kataras/iris/'],
  mentions:
    /\biris\.(?:New|Default|Application|Party)\b|\.(?:Get|Post|Put|Patch|Delete|Party|PartyFunc)\(\s*["`]\//,
  types: /^iris\.(Application|Party|APIContainer)$|^router\.Party$/,
  makers: /^iris\.(New|Default)$/,
  routes: {
    ...Object.fromEntries(VERBS.map((method) => [method, verb(method.toUpperCase())])),
    Any: { methods: ['ANY'], path: 0, handler: 'last' },
    Handle: { methodAt: 0, path: 1, handler: 'last' },
  },
  groups: { Party: { prefix: 0, guards: 1 }, PartyFunc: { prefix: 0, closure: 1 } },
  use: new Set(['Use', 'UseRouter']),
  template: braceTemplate,
})
