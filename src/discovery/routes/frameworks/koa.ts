import type { Framework } from '../contract.ts'
import { folderMounts } from '../languages/javascript-folders.ts'
import { mentionsOf, ROUTER_CALLS, type RouterStyle, routerFacts } from '../languages/javascript-routers.ts'
import { expressTemplates } from './express-paths.ts'
import { koaRoute } from './koa-route.ts'

const STYLE: RouterStyle = {
  framework: 'koa',
  own: /['"](?:koa|koa-router|@koa\/router|koa-joi-router|koa-route|koa-mount|koa-tree-router|koa-better-router)['"]/,
  others: /['"](?:express|fastify|@hapi\/hapi|hono)['"]/,
  templates: expressTemplates,
  namedRoutes: true,
}

/** https://github.com/koajs/router/blob/master/API.md */
export const koa: Framework = {
  id: 'koa',
  name: 'Koa',
  language: 'javascript',
  packages: ['koa', 'koa-router', '@koa/router', 'koa-joi-router', '@types/koa'],
  mentions: mentionsOf(
    STYLE,
    /[kK]oa|\(\.\.\.args\)|\b[rR]outer\s*\.\s*(?:use|routes|get|post|put|patch|del|delete|all)\s*\(/,
  ),
  rules: [{ rule: ROUTER_CALLS, facts: (match, file) => routerFacts(match, file, STYLE) }, koaRoute(STYLE)],
  weave: (files, tree) => folderMounts(files, tree, 'koa'),
}
