import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Pool } from './database.ts'

/** One registry a process, in Prometheus' text format by `metrics.registry.metrics()`. */
export interface Metrics {
  registry: Registry
  /** Seconds a request took, by method, route pattern and status. */
  http: Histogram<'method' | 'route' | 'status'>
}

/** What every node can tell: its own process, requests and pool, and the queue as the database has it at the time of asking. */
export function openMetrics(pool: Pool): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const http = new Histogram({
    name: 'stance_http_request_seconds',
    help: 'Time from request to response',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  })
  new Gauge({
    name: 'stance_database_connections',
    help: 'Connections of this process to the database',
    labelNames: ['state'] as const,
    registers: [registry],
    collect() {
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
  new Gauge({
    name: 'stance_jobs',
    help: 'Jobs in the queue',
    labelNames: ['task', 'state'] as const,
    registers: [registry],
    async collect() {
      const { rows } = await pool.query<{ task: string; state: string; jobs: number }>(
        `select task_identifier as task, count(*) as jobs,
           case when locked_at is not null then 'running' when attempts >= max_attempts then 'failed'
                when attempts > 0 then 'retrying' else 'waiting' end as state
         from graphile_worker.jobs group by 1, 3`,
      )
      this.reset()
      for (const { task, state, jobs } of rows) this.set({ task, state }, jobs)
    },
  })
  return { registry, http }
}
