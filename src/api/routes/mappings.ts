import { z } from 'zod'
import { exportMapping } from '../../findings/mappings/export-mapping.ts'
import { ownFormats } from '../../findings/mappings/own-formats.ts'
import { draftMapping, previewMapping } from '../../findings/mappings/preview-mapping.ts'
import {
  getMapping,
  getMappingVersion,
  listMappings,
  listMappingVersions,
} from '../../findings/mappings/read-mappings.ts'
import { addMapping, changeMapping, deleteMapping } from '../../findings/mappings/save-mapping.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import {
  byMapping,
  byMappingVersion,
  draftRequest,
  MOST_SAMPLE_BYTES,
  mapping,
  mappingChange,
  mappingDraft,
  mappingExport,
  mappingPreview,
  mappingVersion,
  previewRequest,
  storedMapping,
} from '../contract/mappings.ts'
import { wire } from '../wire.ts'

const tags = ['mappings']
const read = { permission: 'mappings:read' } as const
const write = { permission: 'mappings:write' } as const

/** How long a preview reads on when it has enough to show, and at all. */
const PATIENCE = { enough: 1_500, most: 10_000 }

/** Formats of one's own: kept, versioned, tried on samples. */
export const mappingRoutes: Routes = (app, { pool, config: { limits } }) => {
  const own = ownFormats(pool)
  app.get(
    '/mappings',
    {
      config: read,
      schema: {
        tags,
        summary: 'Mappings, each in its current version',
        response: { 200: z.array(storedMapping) },
      },
    },
    async () => (await transaction(pool, listMappings)).map(wire),
  )
  app.post(
    '/mappings',
    {
      config: write,
      schema: {
        tags,
        summary: 'Add a mapping',
        description: 'Reports of the format that it describes are read from now on.',
        body: mapping,
        response: { 201: storedMapping },
      },
    },
    async ({ actor, body }, reply) =>
      reply.code(201).send(wire(await transaction(pool, (tx) => addMapping(tx, actor, body)))),
  )
  app.post(
    '/mappings/draft',
    {
      config: read,
      bodyLimit: MOST_SAMPLE_BYTES,
      schema: {
        tags,
        summary: 'Look into a sample: its lists and paths, and a mapping to go on from',
        description: 'Nothing is stored.',
        body: draftRequest,
        response: { 200: mappingDraft },
      },
    },
    ({ body }) => draftMapping(body, limits),
  )
  app.post(
    '/mappings/preview',
    {
      config: read,
      bodyLimit: MOST_SAMPLE_BYTES,
      schema: {
        tags,
        summary: 'Read a sample with a mapping: first findings, counts, problems',
        description:
          'The mapping may be unfinished: `flaws` says what is missing. Nothing is stored; secrets come back masked.',
        body: previewRequest,
        response: { 200: mappingPreview },
      },
    },
    async ({ body }) => previewMapping(body, { limits, others: await own(), patience: PATIENCE }),
  )
  app.get(
    '/mappings/:id',
    {
      config: read,
      schema: {
        tags,
        summary: 'A mapping in its current version',
        params: byMapping,
        response: { 200: storedMapping },
      },
    },
    async ({ params }) => wire(await transaction(pool, (tx) => getMapping(tx, params.id))),
  )
  app.delete(
    '/mappings/:id',
    {
      config: write,
      schema: {
        tags,
        summary: 'Delete a mapping',
        description: 'It reads nothing from now on. Findings that it brought stay, as do its versions.',
        params: byMapping,
        response: { 204: z.null() },
      },
    },
    async ({ actor, params }, reply) => {
      await transaction(pool, (tx) => deleteMapping(tx, actor, params.id))
      return reply.code(204).send(null)
    },
  )
  app.get(
    '/mappings/:id/versions',
    {
      config: read,
      schema: {
        tags,
        summary: 'The versions of a mapping, newest first',
        params: byMapping,
        response: { 200: z.array(mappingVersion) },
      },
    },
    async ({ params }) => (await transaction(pool, (tx) => listMappingVersions(tx, params.id))).map(wire),
  )
  app.post(
    '/mappings/:id/versions',
    {
      config: write,
      schema: {
        tags,
        summary: 'Change a mapping: its next version',
        description: 'The whole mapping; one that says what the current version says stays that version.',
        params: byMapping,
        body: mappingChange,
        response: { 201: storedMapping },
      },
    },
    async ({ actor, params, body }, reply) =>
      reply.code(201).send(wire(await transaction(pool, (tx) => changeMapping(tx, actor, params.id, body)))),
  )
  app.get(
    '/mappings/:id/versions/:version',
    {
      config: read,
      schema: {
        tags,
        summary: 'A mapping as it was',
        description: 'Also of a mapping that was deleted.',
        params: byMappingVersion,
        response: { 200: storedMapping },
      },
    },
    async ({ params }) =>
      wire(await transaction(pool, (tx) => getMappingVersion(tx, params.id, params.version))),
  )
  app.get(
    '/mappings/:id/export.yaml',
    {
      config: read,
      schema: {
        tags,
        summary: 'A mapping as YAML',
        params: byMapping,
        querystring: mappingExport,
        produces: ['application/yaml'],
      },
    },
    async ({ params, query }, reply) => {
      const { yaml, version } = await transaction(pool, (tx) => exportMapping(tx, params.id, query.version))
      return reply
        .type('application/yaml; charset=utf-8')
        .header('content-disposition', `attachment; filename="${params.id}-${version}.yaml"`)
        .send(yaml)
    },
  )
}
