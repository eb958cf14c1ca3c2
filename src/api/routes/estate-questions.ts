import { z } from 'zod'
import { ask } from '../../inventory/estate/ask/ask.ts'
import { dropQuestion, keepQuestion, listQuestions } from '../../inventory/estate/questions.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { byId } from '../contract/common.ts'
import * as estate from '../contract/estate.ts'
import { wire } from '../wire.ts'

const tags = ['estate']
const read = { permission: 'inventory:read' } as const
const write = { permission: 'inventory:write' } as const

/** Questions over the graph. */
export const estateQuestionRoutes: Routes = (app, { pool }) => {
  app.post(
    '/estate/ask',
    {
      config: read,
      schema: {
        tags,
        summary:
          'Ask for ways through the estate: `internet -> endpoint[!authenticated] -> model["pii" in data]`',
        description: 'docs/discovery.md says how questions are written.',
        body: estate.askRequest,
        response: { 200: estate.answer },
      },
    },
    ({ actor, body }) => transaction(pool, (tx) => ask(tx, actor, body.question)),
  )
  app.get(
    '/estate/questions',
    {
      config: read,
      schema: { tags, summary: 'Questions that are kept', response: { 200: z.array(estate.question) } },
    },
    async () => (await transaction(pool, (tx) => listQuestions(tx))).map(wire),
  )
  app.post(
    '/estate/questions',
    {
      config: write,
      schema: {
        tags,
        summary: 'Keep a question',
        body: estate.newQuestion,
        response: { 201: estate.question },
      },
    },
    async ({ actor, body }, reply) =>
      reply.code(201).send(wire(await transaction(pool, (tx) => keepQuestion(tx, actor, body)))),
  )
  app.delete(
    '/estate/questions/:id',
    {
      config: write,
      schema: { tags, summary: 'Forget a question', params: byId, response: { 204: z.null() } },
    },
    async ({ actor, params }, reply) => {
      await transaction(pool, (tx) => dropQuestion(tx, actor, params.id))
      return reply.code(204).send(null)
    },
  )
}
