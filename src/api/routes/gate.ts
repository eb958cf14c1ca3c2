import { requireVisibleAsset } from '../../access/visible-assets.ts'
import { transaction } from '../../platform/database.ts'
import { readBaseline } from '../../risk/gate/read-baseline.ts'
import { readSignals } from '../../risk/gate/read-signals.ts'
import { recordOverride } from '../../risk/gate/record-override.ts'
import type { Routes } from '../api.ts'
import { byId } from '../contract/common.ts'
import {
  gateBaseline,
  gateBaselineQuery,
  newOverride,
  override,
  signals,
  signalsRequest,
} from '../contract/gate.ts'

const tags = ['gate']

/** What `stance gate` asks a server: it decides by itself, in the pipeline. */
export const gateRoutes: Routes = (app, { pool }) => {
  app.get(
    '/assets/:id/gate-baseline',
    {
      config: { permission: 'findings:read' },
      schema: {
        tags,
        summary: 'What a branch is known to have, by identities, for a gate to compare a change with',
        params: byId,
        querystring: gateBaselineQuery,
        response: { 200: gateBaseline },
      },
    },
    ({ actor, params, query }) =>
      transaction(pool, async (tx) => {
        await requireVisibleAsset(tx, actor, params.id)
        return readBaseline(tx, params.id, query.branch)
      }),
  )
  app.post(
    '/gate/signals',
    {
      config: { permission: 'intel:read' },
      schema: {
        tags,
        summary: 'What EPSS and CISA’s catalogue say of advisories',
        body: signalsRequest,
        response: { 200: signals },
      },
    },
    ({ body }) => transaction(pool, (tx) => readSignals(tx, body.advisories)),
  )
  app.post(
    '/assets/:id/gate-overrides',
    {
      config: { permission: 'findings:triage' },
      schema: {
        tags,
        summary: 'Keep in the audit log that a blocked change was let pass, and why',
        params: byId,
        body: newOverride,
        response: { 201: override },
      },
    },
    async ({ actor, params, body }, reply) => {
      const kept = await transaction(pool, async (tx) => {
        await requireVisibleAsset(tx, actor, params.id)
        return recordOverride(tx, actor, { asset: params.id, ...body })
      })
      return reply.code(201).send(kept)
    },
  )
}
