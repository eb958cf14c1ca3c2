import { z } from 'zod'
import { visibleAssetIds } from '../../access/visible-assets.ts'
import { type Pool, transaction } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import type { Routes } from '../api.ts'
import {
  combinationChange,
  combinationDetail,
  combinationDryRun,
  combinationParams,
  combinationText,
  combinationValidation,
  combinationVocabulary,
  newCombination,
} from '../contract/combinations.ts'
import { revisions } from '../contract/policies.ts'

const tags = ['combinations']
// Combinations are rules about the estate: who may write policies may write them.
const read = { permission: 'policies:read' } as const
const write = { permission: 'policies:write' } as const

const saving = () => import('../../risk/combinations/save-combination.ts')

/** Combinations that people write: tried out, kept, versioned, switched on and off. */
export const ownCombinationRoutes: Routes = (app, { pool }) => {
  app.post(
    '/combinations',
    {
      config: write,
      schema: {
        tags,
        summary: 'Add a combination',
        description: 'The estate is searched for it by a job, at once and from now on.',
        body: newCombination,
        response: { 201: combinationDetail },
      },
    },
    async ({ actor, body }, reply) => {
      const { addCombination } = await saving()
      const id = await transaction(pool, (tx) => addCombination(tx, actor, body))
      return reply.code(201).send(await detail(pool, id))
    },
  )
  app.get(
    '/combinations/:id/definition',
    {
      config: read,
      schema: {
        tags,
        summary: 'A combination with its text',
        params: combinationParams,
        response: { 200: combinationDetail },
      },
    },
    ({ params }) => detail(pool, params.id),
  )
  app.patch(
    '/combinations/:id',
    {
      config: write,
      schema: {
        tags,
        summary: 'Change a combination, or whether the estate is searched for it',
        params: combinationParams,
        body: combinationChange,
        response: { 200: combinationDetail },
      },
    },
    async ({ actor, params, body }) => {
      const { changeCombination } = await saving()
      await transaction(pool, (tx) => changeCombination(tx, actor, params.id, body))
      return detail(pool, params.id)
    },
  )
  app.delete(
    '/combinations/:id',
    {
      config: write,
      schema: {
        tags,
        summary: 'Delete a combination',
        description: 'Its findings are fixed by the next search.',
        params: combinationParams,
        response: { 204: z.null() },
      },
    },
    async ({ actor, params }, reply) => {
      const { deleteCombination } = await saving()
      await transaction(pool, (tx) => deleteCombination(tx, actor, params.id))
      return reply.code(204).send(null)
    },
  )
  app.get(
    '/combinations/:id/revisions',
    {
      config: read,
      schema: {
        tags,
        summary: 'Its texts, the newest first',
        params: combinationParams,
        response: { 200: revisions },
      },
    },
    async ({ params }) => {
      const { combinationRevisions } = await import('../../risk/combinations/store.ts')
      return combinationRevisions(pool, params.id)
    },
  )
  app.get(
    '/combinations/vocabulary',
    {
      config: read,
      schema: {
        tags,
        summary: 'Everything that an editor can complete in a combination',
        response: { 200: combinationVocabulary },
      },
    },
    async () => (await import('../../risk/combinations/vocabulary.ts')).combinationVocabulary(),
  )
  app.post(
    '/combinations/validate',
    {
      config: read,
      schema: {
        tags,
        summary: 'What is wrong with a text, and what comes of its examples',
        body: combinationText,
        response: { 200: combinationValidation },
      },
    },
    async ({ body }) => {
      const { isSame, validateCombination } = await import('../../risk/combinations/validate.ts')
      const { toldCombination } = await import('../../risk/combinations/list-combinations.ts')
      const { errors, warnings, definition, examples } = validateCombination(body.text)
      return {
        errors: [...errors],
        warnings: [...warnings],
        combination: definition && toldCombination(definition),
        examples: examples.map(({ name, expected, got }) => ({
          name,
          passed: isSame(expected, got),
          expected: [...expected],
          got: [...got],
        })),
      }
    },
  )
  app.post(
    '/combinations/dry-run',
    {
      // It looks at the whole estate.
      config: write,
      schema: {
        tags,
        summary: 'Where a text would be found in the estate',
        description: 'Nothing is changed.',
        body: combinationText,
        response: { 200: combinationDryRun },
      },
    },
    async ({ actor, body }) => {
      const { dryRunCombination } = await import('../../risk/combinations/dry-run.ts')
      return transaction(pool, async (tx) => {
        await tx.query('set transaction isolation level repeatable read, read only')
        return dryRunCombination(tx, body.text, await visibleAssetIds(tx, actor))
      })
    },
  )
}

async function detail(pool: Pool, id: string) {
  const { describeCombination } = await import('../../risk/combinations/list-combinations.ts')
  const found = await transaction(pool, (tx) => describeCombination(tx, id))
  if (!found) throw notFound('combination', id)
  return found
}
