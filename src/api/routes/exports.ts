import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { exportVex } from '../../findings/export/export-vex.ts'
import { exportSbom } from '../../inventory/export/export-sbom.ts'
import type { Download } from '../../platform/download.ts'
import type { Routes } from '../api.ts'
import { byId } from '../contract/common.ts'
import { sbomQuery, vexQuery } from '../contract/exports.ts'

const tags = ['inventory']
const response = { 200: z.any() }

/** What is known of an asset, in the words that others read. */
export const exportRoutes: Routes = (app, { pool, origin }) => {
  const publisher = { name: 'Stance', namespace: origin }
  app.get(
    '/assets/:id/sbom',
    {
      config: { permission: 'inventory:read' },
      schema: {
        tags,
        summary: 'What an asset uses, as an SBOM: CycloneDX or SPDX',
        description: 'All tools’ words together. The same state makes the same bytes.',
        params: byId,
        querystring: sbomQuery,
        response,
      },
    },
    async ({ actor, params, query }, reply) => send(reply, await exportSbom(pool, actor, params.id, query)),
  )
  app.get(
    '/assets/:id/vex',
    {
      config: { permission: 'findings:read' },
      schema: {
        tags: ['findings'],
        summary: 'What is decided about an asset’s vulnerable packages, as VEX: OpenVEX, CSAF or CycloneDX',
        description: 'Of the default branch. The same state makes the same bytes.',
        params: byId,
        querystring: vexQuery,
        response,
      },
    },
    async ({ actor, params, query: { format } }, reply) =>
      send(reply, await exportVex(pool, actor, params.id, { format, publisher })),
  )
  app.get(
    '/assets/:id/vdr',
    {
      config: { permission: 'findings:read' },
      schema: {
        tags: ['findings'],
        summary: 'All that is known of an asset’s vulnerable packages, as a CycloneDX disclosure report',
        description: 'Of the default branch. The same state makes the same bytes.',
        params: byId,
        response,
      },
    },
    async ({ actor, params }, reply) =>
      send(reply, await exportVex(pool, actor, params.id, { format: 'vdr', publisher })),
  )
}

const send = (reply: FastifyReply, { fileName, mediaType, body }: Download) =>
  reply.type(mediaType).header('content-disposition', `attachment; filename="${fileName}"`).send(body)
