import type { Framework } from '../contract.ts'
import type { RouteMethod } from '../languages/go-router-data.ts'
import { goRouters } from '../languages/go-routers.ts'
import { braceTemplate } from '../languages/go-templates.ts'

const verb = (method: string): RouteMethod => ({ methods: [method], path: 0, handler: 1 })
const VERBS = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options', 'Connect', 'Trace']

/** Chi. Source: https://go-chi.io/#/pages/routing */
export const chi: Framework = goRouters({
  id: 'chi',
  name: 'Chi',
  packages: ['github.com/go-chi/chi', 'github.com/go-chi/chi/'],
  mentions:
    /\bchi\.(?:NewRouter|NewMux|Router|Mux)\b|\.(?:Get|Post|Put|Patch|Delete)\(\s*["`]\/|\.MethodFunc\(/,
  types: /^chi\.(Router|Mux)$/,
  makers: /^chi\.(NewRouter|NewMux)$/,
  results: /^http\.Handler(Func)?$/,
  routes: {
    ...Object.fromEntries(VERBS.map((method) => [method, verb(method.toUpperCase())])),
    Handle: { methods: ['ANY'], path: 0, handler: 1 },
    HandleFunc: { methods: ['ANY'], path: 0, handler: 1 },
    Method: { methodAt: 0, path: 1, handler: 2 },
    MethodFunc: { methodAt: 0, path: 1, handler: 2 },
  },
  groups: {
    Route: { prefix: 0, closure: 1 },
    Group: { closure: 0 },
    With: { guards: 0 },
    Mount: { prefix: 0, child: 1 },
  },
  use: new Set(['Use']),
  template: braceTemplate,
})
