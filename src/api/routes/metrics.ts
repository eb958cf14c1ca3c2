import { z } from 'zod'
import { metricsCsv } from '../../findings/metrics/metrics-csv.ts'
import { prometheusText } from '../../findings/metrics/prometheus.ts'
import { readHistoryLines } from '../../findings/metrics/read-history-lines.ts'
import { readMetrics } from '../../findings/metrics/read-metrics.ts'
import { readerOf } from '../../findings/queries/reader.ts'
import type { Routes } from '../api.ts'
import { history, historyQuery, metrics, metricsQuery } from '../contract/metrics.ts'

const tags = ['metrics']
const config = { permission: 'findings:read' } as const

/** How it goes: time to fix, rates, due dates, age, risk, coverage and agreement, as of any day. */
export const metricsRoutes: Routes = (app, { pool }) => {
  app.get(
    '/metrics',
    {
      config,
      schema: {
        tags,
        summary: 'Time to fix, rates, due dates, age, risk, coverage and agreement, as of any day',
        description:
          'As JSON, as CSV with formulas defused, or in Prometheus’ text format. docs/metrics.md defines each figure.',
        querystring: metricsQuery,
        response: { 200: z.union([metrics, z.string()]) },
      },
    },
    async ({ actor, query: { format, ...query } }, reply) => {
      const reader = await readerOf(pool, actor)
      const result = await readMetrics(pool, query, reader)
      if (format === 'json') return result
      if (format === 'csv')
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="metrics-${result.asOf}.csv"`)
          .serializer((text: string) => text)
          .send(metricsCsv(result))
      const total = { ...result, by: null }
      return reply
        .type('text/plain; version=0.0.4; charset=utf-8')
        .serializer((text: string) => text)
        .send(await prometheusText(result.by === null ? [total] : [total, result]))
    },
  )
  app.get(
    '/metrics/history',
    {
      config,
      schema: {
        tags,
        summary: 'Open, opened, fixed, reopened or risk day by day, one line a group',
        querystring: historyQuery,
        response: { 200: history },
      },
    },
    async ({ actor, query }) => readHistoryLines(pool, query, await readerOf(pool, actor)),
  )
}
