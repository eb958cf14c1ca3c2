import { readerOf } from '../../findings/queries/reader.ts'
import { auditorOverview } from '../../risk/overviews/auditor.ts'
import { cisoOverview } from '../../risk/overviews/ciso.ts'
import { developerOverview } from '../../risk/overviews/developer.ts'
import { securityOverview } from '../../risk/overviews/security.ts'
import type { Routes } from '../api.ts'
import { auditor, ciso, developer, roleOverviewQuery, security } from '../contract/role-overview.ts'

const tags = ['findings']
const config = { permission: 'findings:read' } as const
const querystring = roleOverviewQuery

/** The overview that each role asks for, as of any day. */
export const roleOverviewRoutes: Routes = (app, { pool }) => {
  app.get(
    '/overview/ciso',
    {
      config,
      schema: {
        tags,
        summary: 'Risk over time and what drives it, by business unit, due dates, time to fix',
        querystring,
        response: { 200: ciso },
      },
    },
    async ({ actor, query }) => cisoOverview(pool, query, await readerOf(pool, actor)),
  )
  app.get(
    '/overview/security',
    {
      config,
      schema: {
        tags,
        summary: 'The queue, what is new today, which policies fire',
        querystring,
        response: { 200: security },
      },
    },
    async ({ actor, query }) => securityOverview(pool, query, await readerOf(pool, actor)),
  )
  app.get(
    '/overview/developer',
    {
      config,
      schema: {
        tags,
        summary: 'What is mine, how my repositories stand, what to fix first',
        querystring,
        response: { 200: developer },
      },
    },
    async ({ actor, query }) => developerOverview(pool, query, await readerOf(pool, actor)),
  )
  app.get(
    '/overview/auditor',
    {
      config: { permission: 'audit:read' },
      schema: {
        tags,
        summary: 'Exceptions, decisions and the trail',
        querystring,
        response: { 200: auditor },
      },
    },
    async ({ actor, query }) => auditorOverview(pool, query, await readerOf(pool, actor)),
  )
}
