import { transaction } from '../../platform/database.ts'
import { listModels } from '../../risk/models/list-models.ts'
import { previewModel } from '../../risk/models/preview-model.ts'
import { runningRanking } from '../../risk/models/ranking-progress.ts'
import { saveModel } from '../../risk/models/save-model.ts'
import type { Routes } from '../api.ts'
import { modelPreview, modelWish, newModel, ranking, riskModel, riskModels } from '../contract/risk.ts'

const tags = ['risk']

/** The weights of the score: what there is, what others would make of the findings, putting them in force. */
export const riskRoutes: Routes = (app, { pool }) => {
  app.get(
    '/risk/models',
    {
      config: { permission: 'risk:read' },
      schema: {
        tags,
        summary: 'The score’s factors, presets of their weights, and every version that was in force',
        response: { 200: riskModels },
      },
    },
    () => transaction(pool, listModels),
  )
  app.get(
    '/risk/ranking',
    {
      config: { permission: 'risk:read' },
      schema: {
        tags,
        summary: 'How far the ranking of everything by new weights is; null when it is done',
        response: { 200: ranking.nullable() },
      },
    },
    () => runningRanking(pool),
  )
  app.post(
    '/risk/models/preview',
    {
      config: { permission: 'risk:write' },
      schema: {
        tags,
        summary: 'What other weights would make of the open findings',
        description: 'Scores them all; nothing is changed.',
        body: modelWish,
        response: { 200: modelPreview },
      },
    },
    ({ body }) => previewModel(pool, body),
  )
  app.post(
    '/risk/models',
    {
      config: { permission: 'risk:write' },
      schema: {
        tags,
        summary: 'Put other weights in force',
        description:
          'A new version; a job ranks everything by it, with progress as `risk` events and under /risk/ranking.',
        body: newModel,
        response: { 201: riskModel },
      },
    },
    async ({ actor, body }, reply) =>
      reply.code(201).send(await transaction(pool, (tx) => saveModel(tx, actor, body))),
  )
}
