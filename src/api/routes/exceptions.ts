import { transaction } from '../../platform/database.ts'
import { checkTarget } from '../../risk/exceptions/check-wanted.ts'
import { decideException } from '../../risk/exceptions/decide-exception.ts'
import { revokeException } from '../../risk/exceptions/end-exceptions.ts'
import { getException, listExceptions } from '../../risk/exceptions/list-exceptions.ts'
import { previewException } from '../../risk/exceptions/preview.ts'
import { requestException } from '../../risk/exceptions/request-exception.ts'
import { changeExceptionSettings, readExceptionSettings } from '../../risk/exceptions/settings.ts'
import { settleWritten } from '../../risk/settle-findings.ts'
import type { Routes } from '../api.ts'
import { byId } from '../contract/common.ts'
import {
  approval,
  exception,
  exceptionPreview,
  exceptionQuery,
  exceptionSettings,
  exceptions,
  exceptionWish,
  newException,
  revocation,
} from '../contract/exceptions.ts'
import { wire } from '../wire.ts'

const tags = ['exceptions']
const read = { permission: 'findings:read' } as const
const request = { permission: 'exceptions:request' } as const

/** What need not be fixed, or not now: asked for, approved by a second person, ended. */
export const exceptionRoutes: Routes = (app, { pool }) => {
  app.get(
    '/exceptions',
    {
      config: read,
      schema: { tags, summary: 'Exceptions', querystring: exceptionQuery, response: { 200: exceptions } },
    },
    async ({ actor, query }) => {
      const { items, ...page } = await transaction(pool, (tx) => listExceptions(tx, actor, query))
      return { ...page, items: items.map(wire) }
    },
  )
  app.get(
    '/exceptions/:id',
    {
      config: read,
      schema: { tags, summary: 'One exception', params: byId, response: { 200: exception } },
    },
    async ({ actor, params }) => wire(await transaction(pool, (tx) => getException(tx, actor, params.id))),
  )
  app.post(
    '/exceptions',
    {
      config: request,
      schema: {
        tags,
        summary: 'Ask for an exception',
        description:
          'Below the threshold it holds at once; from there on it is `pending` until a second person approves. What a rule, a component or an advisory means is covered by a job, and so is what comes later.',
        body: newException,
        response: { 201: exception },
      },
    },
    async ({ actor, body }, reply) => {
      const { id } = await requestException(pool, actor, body, settleWritten)
      return reply.code(201).send(wire(await transaction(pool, (tx) => getException(tx, actor, id))))
    },
  )
  app.post(
    '/exceptions/preview',
    {
      config: request,
      schema: {
        tags,
        summary: 'What an exception would cover',
        description: 'Nothing is stored.',
        body: exceptionWish,
        response: { 200: exceptionPreview },
      },
    },
    async ({ actor, body }) => {
      await checkTarget(body)
      const { type, id = null } = body.scope
      return previewException(pool, actor, { target: body.target, scope: type, scopeId: id })
    },
  )
  app.post(
    '/exceptions/:id/approval',
    {
      config: { permission: 'exceptions:approve' },
      schema: {
        tags,
        summary: 'Approve or reject an exception that somebody else asked for',
        params: byId,
        body: approval,
        response: { 200: exception },
      },
    },
    async ({ actor, params, body }) => {
      await decideException(pool, actor, { ...params, ...body }, settleWritten)
      return wire(await transaction(pool, (tx) => getException(tx, actor, params.id)))
    },
  )
  app.post(
    '/exceptions/:id/revoke',
    {
      config: request,
      schema: {
        tags,
        summary: 'End an exception: its findings are open again',
        params: byId,
        body: revocation,
        response: { 200: exception },
      },
    },
    async ({ actor, params, body }) => {
      await revokeException(pool, actor, { ...params, ...body }, settleWritten)
      return wire(await transaction(pool, (tx) => getException(tx, actor, params.id)))
    },
  )
  app.get(
    '/exception-settings',
    {
      config: read,
      schema: {
        tags,
        summary: 'When a second person has to approve, and how long exceptions last',
        response: { 200: exceptionSettings },
      },
    },
    () => readExceptionSettings(pool),
  )
  app.put(
    '/exception-settings',
    {
      config: { permission: 'rules:write' },
      schema: {
        tags,
        summary: 'Change when a second person has to approve, and how long exceptions last',
        body: exceptionSettings,
        response: { 200: exceptionSettings },
      },
    },
    ({ actor, body }) => transaction(pool, (tx) => changeExceptionSettings(tx, actor, body)),
  )
}
