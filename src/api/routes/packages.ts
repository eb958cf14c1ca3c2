import { packageDetail } from '../../intel/queries/package-detail.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { byPackage, packageDetail as detail } from '../contract/packages.ts'

/** Packages by the name under which advisories speak of them. */
export const packageRoutes: Routes = (app, { pool }) => {
  app.get(
    '/packages/:key',
    {
      config: { permission: 'inventory:read' },
      schema: {
        tags: ['components'],
        summary: 'A package over all its versions, and what is known of it',
        description:
          'By OSV’s ecosystem and name: `npm:lodash`, `Debian:openssl`. GET /uses says who uses it.',
        params: byPackage,
        response: { 200: detail },
      },
    },
    ({ actor, params }) => transaction(pool, (tx) => packageDetail(tx, actor, params.key)),
  )
}
