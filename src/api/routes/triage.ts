import { visibleAssetIds } from '../../access/visible-assets.ts'
import { locateFinding } from '../../findings/locate-findings.ts'
import { joinFindings } from '../../findings/triage/join-findings.ts'
import { noteFinding } from '../../findings/triage/note-finding.ts'
import { splitFinding } from '../../findings/triage/split-finding.ts'
import { transaction } from '../../platform/database.ts'
import { triageFindings } from '../../risk/exceptions/triage-findings.ts'
import { settleWritten } from '../../risk/settle-findings.ts'
import type { Routes } from '../api.ts'
import { byId } from '../contract/common.ts'
import { changed, findingChange, join, newNote, note, split, splitResult } from '../contract/findings.ts'

const tags = ['findings']
const config = { permission: 'findings:triage' } as const

/** What people say about findings: state, assignee, severity, notes; what belongs together and what does not. */
export const triageRoutes: Routes = (app, { pool }) => {
  app.patch(
    '/findings',
    {
      config,
      schema: {
        tags,
        summary: 'Decide, assign, re-rate or note many findings at once',
        description:
          'Either `ids`, or everything a `filter` matches now. Only what is given changes; null takes a word back. To accept findings or to call them false makes an exception, which may have to be approved.',
        body: findingChange,
        response: { 200: changed },
      },
    },
    ({ actor, body }) => triageFindings(pool, actor, body, settleWritten),
  )
  app.post(
    '/findings/:id/notes',
    {
      config,
      schema: { tags, summary: 'Add a note', params: byId, body: newNote, response: { 201: note } },
    },
    async ({ actor, params, body }, reply) => {
      const made = await transaction(pool, async (tx) => {
        const asset = await locateFinding(tx, params.id, await visibleAssetIds(tx, actor))
        return noteFinding(tx, actor, { asset, finding: params.id, body: body.body })
      })
      return reply.code(201).send(made)
    },
  )
  app.post(
    '/findings/:id/split',
    {
      config,
      schema: {
        tags,
        summary: 'Take observations out, into a finding of their own',
        description: 'They stay apart: re-imports do not join them again.',
        params: byId,
        body: split,
        response: { 200: splitResult },
      },
    },
    ({ actor, params, body }) =>
      transaction(pool, async (tx) => {
        const asset = await locateFinding(tx, params.id, await visibleAssetIds(tx, actor))
        const id = await splitFinding(tx, actor, { asset, finding: params.id, ...body }, settleWritten)
        return { id }
      }),
  )
  app.post(
    '/findings/:id/join',
    {
      config,
      schema: {
        tags,
        summary: 'Make a finding part of another one of the same asset',
        params: byId,
        body: join,
        response: { 200: splitResult },
      },
    },
    ({ actor, params, body }) =>
      transaction(pool, async (tx) => {
        const asset = await locateFinding(tx, params.id, await visibleAssetIds(tx, actor))
        await joinFindings(tx, actor, { asset, finding: params.id, into: body.into }, settleWritten)
        return { id: body.into }
      }),
  )
}
