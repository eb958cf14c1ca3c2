import type { FastifyReply } from 'fastify'
import { exportVex, VEX_MEDIA_TYPES } from '../../findings/export/export-vex.ts'
import { exportSbom, SBOM_MEDIA_TYPES } from '../../inventory/export/export-sbom.ts'
import type { Download } from '../../platform/download.ts'
import type { Routes } from '../api.ts'
import { byId } from '../contract/common.ts'
import { sbomQuery, vexQuery } from '../contract/exports.ts'

const tags = ['inventory']

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
        produces: SBOM_MEDIA_TYPES,
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
        produces: VEX_MEDIA_TYPES,
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
        produces: VEX_MEDIA_TYPES,
      },
    },
    async ({ actor, params }, reply) =>
      send(reply, await exportVex(pool, actor, params.id, { format: 'vdr', publisher })),
  )
}

const send = (reply: FastifyReply, { fileName, mediaType, body }: Download) =>
  reply.type(mediaType).header('content-disposition', `attachment; filename="${fileName}"`).send(body)
