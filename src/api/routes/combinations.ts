import { z } from 'zod'
import { visibleAssetIds } from '../../access/visible-assets.ts'
import { locateFinding } from '../../findings/locate-findings.ts'
import { transaction } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import type { Routes } from '../api.ts'
import * as combinations from '../contract/combinations.ts'
import { byId, page } from '../contract/common.ts'
import { wire } from '../wire.ts'

const tags = ['combinations']
const config = { permission: 'findings:read' } as const

// Definitions are parsed when first asked for: a server starts without them.
const definitions = () => import('../../risk/combinations/list-combinations.ts')
const chains = () => import('../../risk/combinations/read-chains.ts')

/** Combinations of weaknesses on one way through the estate, and how near findings are to what runs. */
export const combinationRoutes: Routes = (app, { pool }) => {
  app.get(
    '/combinations',
    {
      config,
      schema: {
        tags,
        summary: 'Combinations that the estate is searched for, with how many there are',
        response: { 200: combinations.combinations },
      },
    },
    async ({ actor }) => {
      const { listCombinations } = await definitions()
      const { countHits } = await chains()
      const { lastRun } = await import('../../risk/combinations/runs.ts')
      const { all, hits, run } = await transaction(pool, async (tx) => ({
        all: await listCombinations(tx),
        hits: await countHits(tx, await visibleAssetIds(tx, actor)),
        run: await lastRun(tx),
      }))
      return {
        items: all.map((one) => ({ ...one, hits: hits.get(one.id) ?? 0 })),
        lastRun: run ? wire(run) : null,
      }
    },
  )
  app.get(
    '/combinations/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Where a combination is: its findings with their chains, worst first',
        params: combinations.combinationParams,
        querystring: combinations.hitsQuery,
        response: { 200: page(combinations.hit) },
      },
    },
    async ({ actor, params, query }) => {
      const { describeCombination } = await definitions()
      const { listHits } = await chains()
      return transaction(pool, async (tx) => {
        if (!(await describeCombination(tx, params.id))) throw notFound('combination', params.id)
        return listHits(tx, params.id, await visibleAssetIds(tx, actor), query)
      })
    },
  )
  app.post(
    '/combinations/evaluations',
    {
      config: { permission: 'inventory:write' },
      schema: {
        tags,
        summary: 'Search the estate for combinations now',
        description: 'It is searched by itself after reports and every night.',
        response: { 202: z.null() },
      },
    },
    async (_, reply) => {
      const { queueCombining } = await import('../../risk/combinations/queue-combining.ts')
      await transaction(pool, queueCombining)
      return reply.code(202).send(null)
    },
  )
  app.get(
    '/findings/:id/chain',
    {
      config,
      schema: {
        tags,
        summary: 'The chain of a combination, and the combinations that a finding is part of',
        params: byId,
        response: { 200: combinations.chainOfFinding },
      },
    },
    async ({ actor, params }) => {
      const { describeCombination } = await definitions()
      const { partOf, readChain } = await chains()
      return transaction(pool, async (tx) => {
        const visible = await visibleAssetIds(tx, actor)
        const asset = await locateFinding(tx, params.id, visible)
        const own = await readChain(tx, { asset, finding: params.id }, visible)
        return {
          chain: own?.chain ?? null,
          // Null for one that was deleted a moment ago: the next search fixes its findings.
          combination: own ? ((await describeCombination(tx, own.combination)) ?? null) : null,
          partOf: await partOf(tx, params.id, visible),
        }
      })
    },
  )
  app.get(
    '/findings/:id/reachability',
    {
      config,
      schema: {
        tags,
        summary: 'How near a finding is to what runs, and who says so',
        params: byId,
        response: { 200: combinations.reachabilityOfFinding },
      },
    },
    async ({ actor, params }) => {
      const { readReachability } = await import('../../risk/reachability/read-reachability.ts')
      const found = await transaction(pool, async (tx) => {
        const asset = await locateFinding(tx, params.id, await visibleAssetIds(tx, actor))
        return readReachability(tx, { asset, finding: params.id })
      })
      return { level: found.level, says: found.says.map(wire) }
    },
  )
}
