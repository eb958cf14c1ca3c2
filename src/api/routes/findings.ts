import { z } from 'zod'
import { requireVisibleAsset, visibleAssetIds } from '../../access/visible-assets.ts'
import { locateFinding } from '../../findings/locate-findings.ts'
import { warmUp } from '../../findings/metrics/warm-up.ts'
import { compareBranch } from '../../findings/queries/compare-branch.ts'
import { exportFindings } from '../../findings/queries/export-findings.ts'
import { findingFacets } from '../../findings/queries/facets.ts'
import { readFindingDetail } from '../../findings/queries/finding-detail.ts'
import { listFindings } from '../../findings/queries/list-findings.ts'
import { readRaw } from '../../findings/queries/read-observations.ts'
import { readerOf } from '../../findings/queries/reader.ts'
import { transaction } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import { exceptionsOfFinding } from '../../risk/exceptions/exceptions-of-finding.ts'
import { explainFinding } from '../../risk/explain/explain-finding.ts'
import { explainSsvc } from '../../risk/ssvc/explain-ssvc.ts'
import type { Routes } from '../api.ts'
import { byId, id, page } from '../contract/common.ts'
import { facets, finding, findingDetail, findingFilter, findingQuery, raw } from '../contract/findings.ts'
import { branchComparison } from '../contract/inventory.ts'

const tags = ['findings']
const config = { permission: 'findings:read' } as const

/** Reading findings: lists, facets, export, one with everything, a branch against the default one. */
export const findingRoutes: Routes = (app, { pool, log }) => {
  // So that nobody's first list or board waits for it.
  const closing = new AbortController()
  app.addHook('onClose', async () => closing.abort())
  app.addHook('onListen', () => {
    warmUp(pool, closing.signal).catch((error: unknown) =>
      log.warn({ error }, 'reading the findings ahead failed'),
    )
  })
  app.get(
    '/findings',
    {
      config,
      schema: {
        tags,
        summary: 'Findings of the posture, filtered and sorted, with an exact count',
        querystring: findingQuery,
        response: { 200: page(finding) },
      },
    },
    async ({ actor, query }) => listFindings(pool, query, await readerOf(pool, actor)),
  )
  app.get(
    '/findings/facets',
    {
      config,
      schema: {
        tags,
        summary: 'Exact counts for each facet under all filters but its own',
        querystring: findingFilter,
        response: { 200: facets },
      },
    },
    async ({ actor, query }) => findingFacets(pool, query, await readerOf(pool, actor)),
  )
  app.get(
    '/findings/export.csv',
    {
      config,
      schema: {
        tags,
        summary: 'Everything a filter matches, as CSV',
        description: 'Texts that a spreadsheet would run as formulas begin with a quote.',
        querystring: findingFilter,
        response: { 200: z.any() },
      },
    },
    async ({ actor, query }, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="findings.csv"')
        .send(await exportFindings(pool, query, await readerOf(pool, actor))),
  )
  app.get(
    '/findings/:id',
    {
      config,
      schema: {
        tags,
        summary: 'One finding: every tool’s words, why its score, its history',
        params: byId,
        response: { 200: findingDetail },
      },
    },
    ({ actor, params }) =>
      transaction(pool, async (tx) => {
        const asset = await locateFinding(tx, params.id, await visibleAssetIds(tx, actor))
        const detail = await readFindingDetail(tx, asset, params.id)
        const explanation = await explainFinding(tx, asset, params.id)
        const exceptions = await exceptionsOfFinding(tx, asset, params.id)
        return { ...detail, exceptions, explanation, ssvc: await explainSsvc(tx, asset, params.id) }
      }),
  )
  app.get(
    '/findings/:id/observations/:observation/raw',
    {
      config,
      schema: {
        tags,
        summary: 'What the tool printed, as it stood in the report; secrets masked',
        params: byId.extend({ observation: id }),
        response: { 200: raw },
      },
    },
    ({ actor, params }) =>
      transaction(pool, async (tx) => {
        const asset = await locateFinding(tx, params.id, await visibleAssetIds(tx, actor))
        const text = await readRaw(tx, asset, params.id, params.observation)
        if (!text) throw notFound('observation', params.observation)
        return text
      }),
  )
  app.get(
    '/assets/:id/compare',
    {
      config,
      schema: {
        tags,
        summary: 'A branch against the default one',
        params: byId,
        querystring: z.object({ branch: z.string().min(1).max(500) }),
        response: { 200: branchComparison },
      },
    },
    ({ actor, params, query }) =>
      transaction(pool, async (tx) => {
        await requireVisibleAsset(tx, actor, params.id)
        return compareBranch(tx, params.id, query.branch)
      }),
  )
}
