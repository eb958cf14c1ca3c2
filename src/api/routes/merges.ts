import { visibleAssetIds } from '../../access/visible-assets.ts'
import { changeMergeRules } from '../../findings/merging/change-rules.ts'
import { readMergeRules } from '../../findings/merging/merge-rules.ts'
import { previewRules } from '../../findings/merging/preview-rules.ts'
import { assetsNamed, listMerges } from '../../findings/queries/list-merges.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { mergeRules, merges, mergesQuery, rulesPreview, rulesPreviewRequest } from '../contract/merges.ts'

const tags = ['merges']

/** A preview answers within this, with what it came to. */
const PREVIEW_MS = 15_000

/** What tools' observations were merged and why, and the rules that decide it. */
export const mergeRoutes: Routes = (app, { pool }) => {
  app.get(
    '/merges',
    {
      config: { permission: 'findings:read' },
      schema: {
        tags,
        summary: 'Findings made of several observations, and why',
        querystring: mergesQuery,
        response: { 200: merges },
      },
    },
    ({ actor, query }) =>
      transaction(pool, async (tx) => listMerges(tx, query, { visible: await visibleAssetIds(tx, actor) })),
  )
  app.get(
    '/merge-rules',
    {
      config: { permission: 'rules:read' },
      schema: { tags, summary: 'The rules for merging', response: { 200: mergeRules } },
    },
    () => readMergeRules(pool),
  )
  app.put(
    '/merge-rules',
    {
      config: { permission: 'rules:write' },
      schema: {
        tags,
        summary: 'Change the rules for merging',
        description:
          'They count for what comes in from now on, and a job applies them to what is stored. Splits and joins by hand stay.',
        body: mergeRules,
        response: { 200: mergeRules },
      },
    },
    ({ actor, body }) =>
      transaction(pool, async (tx) => {
        await changeMergeRules(tx, actor, body)
        return body
      }),
  )
  app.post(
    '/merge-rules/preview',
    {
      config: { permission: 'rules:read' },
      schema: {
        tags,
        summary: 'What other rules would make of the stored observations',
        description: 'Replays them; nothing is changed.',
        body: rulesPreviewRequest,
        response: { 200: rulesPreview },
      },
    },
    ({ actor, body }) =>
      transaction(pool, async (tx) => {
        const visible = await visibleAssetIds(tx, actor)
        const assets = await assetsNamed(tx, body.asset, visible)
        return previewRules(tx, assets, body.rules, Date.now() + PREVIEW_MS)
      }),
  )
}
