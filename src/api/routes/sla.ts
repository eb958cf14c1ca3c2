import { z } from 'zod'
import { visibleAssetIds } from '../../access/visible-assets.ts'
import { locateFinding } from '../../findings/locate-findings.ts'
import { readerOf } from '../../findings/queries/reader.ts'
import { transaction } from '../../platform/database.ts'
import { settleWritten } from '../../risk/settle-findings.ts'
import { addCalendar, changeCalendar, deleteCalendar, listCalendars } from '../../risk/sla/calendars.ts'
import { slaForecast as forecastSla } from '../../risk/sla/forecast.ts'
import { pauseSla, resumeSla } from '../../risk/sla/pause.ts'
import { slaOfFinding as readSlaOfFinding } from '../../risk/sla/sla-of-finding.ts'
import { slaSummary as summariseSla } from '../../risk/sla/sla-summary.ts'
import type { Routes } from '../api.ts'
import { byId } from '../contract/common.ts'
import {
  calendarChange,
  forecastQuery,
  newCalendar,
  slaCalendar,
  slaForecast,
  slaOfFinding,
  slaPause,
  slaPaused,
  slaQuery,
  slaSummary,
} from '../contract/sla.ts'

const tags = ['sla']
const read = { permission: 'findings:read' } as const
const triage = { permission: 'findings:triage' } as const

/** Due dates: how findings stand to them, what will be late, when clocks stand, which days count. */
export const slaRoutes: Routes = (app, { pool }) => {
  app.get(
    '/sla/summary',
    {
      config: read,
      schema: {
        tags,
        summary: 'How findings stand to their due dates',
        querystring: slaQuery,
        response: { 200: slaSummary },
      },
    },
    async ({ actor, query }) => summariseSla(pool, query, await readerOf(pool, actor)),
  )
  app.get(
    '/sla/forecast',
    {
      config: read,
      schema: {
        tags,
        summary: 'How many findings will be late',
        description: 'When nothing is fixed any more, and when fixing goes on as in the last 90 days.',
        querystring: forecastQuery,
        response: { 200: slaForecast },
      },
    },
    async ({ actor, query }) => forecastSla(pool, query, await readerOf(pool, actor)),
  )
  app.get(
    '/findings/:id/sla',
    {
      config: read,
      schema: {
        tags,
        summary: 'A finding’s due date and why',
        params: byId,
        response: { 200: slaOfFinding },
      },
    },
    ({ actor, params }) =>
      transaction(pool, async (tx) =>
        readSlaOfFinding(tx, await locateFinding(tx, params.id, await visibleAssetIds(tx, actor)), params.id),
      ),
  )
  app.post(
    '/sla/pause',
    {
      config: triage,
      schema: {
        tags,
        summary: 'Stop the clock of findings',
        description: 'Either `ids`, or everything a `filter` matches now.',
        body: slaPause,
        response: { 200: slaPaused },
      },
    },
    ({ actor, body }) => pauseSla(pool, actor, body, settleWritten),
  )
  app.post(
    '/sla/resume',
    {
      config: triage,
      schema: {
        tags,
        summary: 'Let the clock of findings go on',
        description: 'The time for which it stood is added to the due date.',
        body: slaPause,
        response: { 200: slaPaused },
      },
    },
    ({ actor, body }) => resumeSla(pool, actor, body, settleWritten),
  )
  app.get(
    '/sla/calendars',
    {
      config: read,
      schema: { tags, summary: 'Business calendars', response: { 200: z.array(slaCalendar) } },
    },
    () => transaction(pool, listCalendars),
  )
  app.post(
    '/sla/calendars',
    {
      config: { permission: 'rules:write' },
      schema: { tags, summary: 'Add a business calendar', body: newCalendar, response: { 201: slaCalendar } },
    },
    async ({ actor, body }, reply) =>
      reply.code(201).send(await transaction(pool, (tx) => addCalendar(tx, actor, body))),
  )
  app.patch(
    '/sla/calendars/:id',
    {
      config: { permission: 'rules:write' },
      schema: {
        tags,
        summary: 'Change a business calendar',
        description: 'Due dates that count by it are made again.',
        params: byId,
        body: calendarChange,
        response: { 200: slaCalendar },
      },
    },
    ({ actor, params, body }) => transaction(pool, (tx) => changeCalendar(tx, actor, params.id, body)),
  )
  app.delete(
    '/sla/calendars/:id',
    {
      config: { permission: 'rules:write' },
      schema: { tags, summary: 'Remove a business calendar', params: byId, response: { 204: z.null() } },
    },
    async ({ actor, params }, reply) => {
      await transaction(pool, (tx) => deleteCalendar(tx, actor, params.id))
      return reply.code(204).send(null)
    },
  )
}
