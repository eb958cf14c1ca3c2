import { z } from 'zod'
import { formats } from '../../formats/registry.ts'
import type { Routes } from '../api.ts'
import { format } from '../contract/reports.ts'

export const formatRoutes: Routes = (app) => {
  app.get(
    '/formats',
    {
      config: { permission: 'signed-in' },
      schema: { tags: ['reports'], summary: 'Formats that Stance reads', response: { 200: z.array(format) } },
    },
    async () =>
      formats.map(({ id, name, link, extensions, kinds, howTo }) => ({
        id,
        name,
        link,
        extensions,
        kinds,
        howTo,
      })),
  )
}
