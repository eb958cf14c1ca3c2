import { z } from 'zod'
import { ownFormatsOf } from '../../findings/mappings/own-formats.ts'
import { maskedRaw } from '../../findings/reports/masked-raw.ts'
import { getReport, listReportProblems, listReports } from '../../findings/reports/report-queries.ts'
import { rereadReport } from '../../findings/reports/reread-report.ts'
import { submitReport } from '../../findings/reports/submit-report.ts'
import { uploadOfBlob } from '../../findings/reports/upload-of-blob.ts'
import { transaction } from '../../platform/database.ts'
import type { Api, Routes } from '../api.ts'
import { byId, page, paging } from '../contract/common.ts'
import { report, reportProblem, reportQuery, reread, upload } from '../contract/reports.ts'

const tags = ['reports']
const uploadHeaders = z.object({ 'idempotency-key': z.string().min(1).max(200).optional() })

export const reportRoutes: Routes = (app, { pool, blobs, config }) => {
  // A report's bytes go to the blobs as they come, whatever their type says; only this route takes them so.
  app.register(async (uploads: Api) => {
    uploads.removeAllContentTypeParsers()
    uploads.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    uploads.post(
      '/reports',
      {
        config: { permission: 'reports:write' },
        bodyLimit: config.maxUploadBytes,
        schema: {
          tags,
          summary: 'Upload a report',
          description:
            'The body is the report as the tool wrote it, of any known format; gzip, zstd, zip and tar are unpacked. Answers once it is stored; reading goes on in the background: ask for the report, or listen to /events. The same Idempotency-Key returns the report of the first time.',
          querystring: upload,
          headers: uploadHeaders,
          consumes: ['application/octet-stream'],
          response: { 202: report },
        },
      },
      async ({ actor, query, headers, body }, reply) => {
        const deps = { pool, blobs, maxBytes: config.maxUploadBytes }
        const submission = { ...query, idempotencyKey: headers['idempotency-key'] }
        const id = await submitReport(deps, actor, submission, (body ?? []) as AsyncIterable<Uint8Array>)
        return reply.code(202).send(await transaction(pool, (tx) => getReport(tx, actor, id)))
      },
    )
  })

  app.get(
    '/reports',
    {
      config: { permission: 'reports:read' },
      schema: {
        tags,
        summary: 'Uploaded reports, newest first',
        querystring: reportQuery,
        response: { 200: page(report) },
      },
    },
    ({ actor, query }) => transaction(pool, (tx) => listReports(tx, actor, query)),
  )
  app.get(
    '/reports/:id',
    {
      config: { permission: 'reports:read' },
      schema: {
        tags,
        summary: 'A report: its progress and what it did',
        params: byId,
        response: { 200: report },
      },
    },
    ({ actor, params }) => transaction(pool, (tx) => getReport(tx, actor, params.id)),
  )
  app.get(
    '/reports/:id/problems',
    {
      config: { permission: 'reports:read' },
      schema: {
        tags,
        summary: 'What could not be used of a report',
        params: byId,
        querystring: z.object(paging),
        response: { 200: page(reportProblem) },
      },
    },
    ({ actor, params, query }) =>
      transaction(pool, async (tx) => listReportProblems(tx, await getReport(tx, actor, params.id), query)),
  )
  app.get(
    '/reports/:id/raw',
    {
      config: { permission: 'reports:raw' },
      schema: { tags, summary: 'The report as it was sent, secrets masked', params: byId },
    },
    async ({ actor, params }, reply) => {
      const found = await transaction(pool, (tx) => getReport(tx, actor, params.id))
      const raw = await maskedRaw(
        uploadOfBlob(blobs.get(found.sha256), found.bytes),
        { ...found, own: ownFormatsOf(pool, found) },
        config.limits,
      )
      const name = (found.fileName || `report-${found.id}`).replace(/[^\w.-]/g, '_')
      return reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(raw)
    },
  )
  app.post(
    '/reports/:id/reread',
    {
      config: { permission: 'reports:write' },
      schema: {
        tags,
        summary: 'Read a failed report as another format, or one by a mapping that was changed',
        params: byId,
        body: reread,
        response: { 202: report },
      },
    },
    async ({ actor, params, body }, reply) => {
      const again = await transaction(pool, async (tx) => {
        await rereadReport(tx, actor, await getReport(tx, actor, params.id), body.format)
        return getReport(tx, actor, params.id)
      })
      return reply.code(202).send(again)
    },
  )
}
