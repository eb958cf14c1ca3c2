import { z } from 'zod'
import { ownFormats } from '../../findings/mappings/own-formats.ts'
import { knownFormats } from '../../formats/known-formats.ts'
import type { Routes } from '../api.ts'
import { format } from '../contract/reports.ts'

export const formatRoutes: Routes = (app, { pool }) => {
  const own = ownFormats(pool)
  app.get(
    '/formats',
    {
      config: { permission: 'signed-in' },
      schema: {
        tags: ['reports'],
        summary: 'Formats that Stance reads',
        description:
          'Those that come with it, and those that this organisation described in mappings (`own`).',
        response: { 200: z.array(format) },
      },
    },
    async () =>
      [...(await knownFormats()), ...(await own())].map(
        ({ id, name, link, extensions, kinds, howTo, version = null }) => ({
          id,
          name,
          link,
          extensions,
          kinds,
          howTo,
          own: version !== null,
          version,
        }),
      ),
  )
}
