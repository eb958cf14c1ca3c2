import { visibleAssetIds } from '../../access/visible-assets.ts'
import { countByAdvisory } from '../../findings/queries/count-by-advisory.ts'
import { advisoryDetail } from '../../intel/queries/advisory-detail.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { advisory, byAdvisory } from '../contract/advisories.ts'

/** Known vulnerabilities. */
export const advisoryRoutes: Routes = (app, { pool }) => {
  app.get(
    '/advisories/:id',
    {
      config: { permission: 'intel:read' },
      schema: {
        tags: ['intelligence'],
        summary: 'What is known of a vulnerability',
        description: 'Under any of its ids: CVE, GHSA, PYSEC, RUSTSEC, GO, those of distributions.',
        params: byAdvisory,
        response: { 200: advisory },
      },
    },
    ({ actor, params }) =>
      transaction(pool, async (tx) => {
        const detail = await advisoryDetail(tx, params.id)
        const names = [detail.id, ...detail.aliases]
        return { ...detail, findings: await countByAdvisory(tx, names, await visibleAssetIds(tx, actor)) }
      }),
  )
}
