import { z } from 'zod'
import { audit } from '../../access/audit.ts'
import { FEEDS } from '../../intel/feeds/registry.ts'
import { intelState, SYNC_TASK } from '../../intel/queries/intel-state.ts'
import { sourcesOf } from '../../intel/sync/sources.ts'
import { transaction } from '../../platform/database.ts'
import { enqueue } from '../../platform/queue.ts'
import type { Routes } from '../api.ts'
import { intel, syncRequest } from '../contract/intel.ts'

const tags = ['intelligence']

/** What is known of vulnerabilities, from which feed and as of when. */
export const intelRoutes: Routes = (app, { pool, config }) => {
  app.get(
    '/intel',
    {
      config: { permission: 'intel:read' },
      schema: { tags, summary: 'The feeds, what they hold and how old it is', response: { 200: intel } },
    },
    () => intelState(pool, FEEDS, config.intel),
  )
  app.post(
    '/intel/sync',
    {
      config: { permission: 'intel:write' },
      schema: {
        tags,
        summary: 'Fetch what the feeds say now',
        description:
          'A job does it; `syncing` of GET /intel tells when it is done, and each file what came of it.',
        body: syncRequest,
        response: { 202: z.object({}) },
      },
    },
    async ({ actor, body }, reply) => {
      // Says what is wrong with the names before anything is queued.
      sourcesOf(FEEDS, config.intel, body.feeds)
      await transaction(pool, async (tx) => {
        await enqueue(tx, SYNC_TASK, body, { key: SYNC_TASK, attempts: 1 })
        await audit(tx, actor, 'intel.sync', body.feeds?.join(', ') ?? 'all feeds')
      })
      return reply.code(202).send({})
    },
  )
}
