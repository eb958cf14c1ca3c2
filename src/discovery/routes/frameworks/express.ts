import type { Framework } from '../contract.ts'
import { folderMounts } from '../languages/javascript-folders.ts'
import {
  mentionsOf,
  ROUTER_CALLS,
  ROUTER_MENTIONS,
  type RouterStyle,
  routerFacts,
} from '../languages/javascript-routers.ts'
import { expressTemplates } from './express-paths.ts'

const STYLE: RouterStyle = {
  framework: 'express',
  own: /['"](?:express|express-promise-router|@types\/express)['"]/,
  others:
    /['"](?:fastify|@fastify\/[\w-]+|koa|koa-router|@koa\/[\w-]+|@hapi\/hapi|koa-joi-router|@trpc\/server|hono|msw|supertest)['"]/,
  templates: expressTemplates,
}

/** https://expressjs.com/en/5x/api.html */
export const express: Framework = {
  id: 'express',
  name: 'Express',
  language: 'javascript',
  packages: ['express', 'express-promise-router', 'express-async-router', '@types/express'],
  mentions: mentionsOf(STYLE, ROUTER_MENTIONS),
  rules: [{ rule: ROUTER_CALLS, facts: (match, file) => routerFacts(match, file, STYLE) }],
  weave: (files, tree) => folderMounts(files, tree, 'express'),
}
