import { requireVisibleAsset } from '../../access/visible-assets.ts'
import { campaigns } from '../../intel/upgrades/campaigns.ts'
import { planAsset } from '../../intel/upgrades/plan-asset.ts'
import { defaultBranch } from '../../inventory/default-branch.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { byId } from '../contract/common.ts'
import { campaigns as campaignList, upgradePlan, upgradePlanQuery } from '../contract/upgrades.ts'

const tags = ['components']

/** What to upgrade. */
export const upgradeRoutes: Routes = (app, { pool }) => {
  app.get(
    '/assets/:id/upgrade-plan',
    {
      config: { permission: 'inventory:read' },
      schema: {
        tags,
        summary: 'The way out of each vulnerable package of an asset, what closes most first',
        description:
          'Versions that exist are those that advisories call fixed and those in use anywhere here: a newer one may be published.',
        params: byId,
        querystring: upgradePlanQuery,
        response: { 200: upgradePlan },
      },
    },
    ({ actor, params, query }) =>
      transaction(pool, async (tx) => {
        await requireVisibleAsset(tx, actor, params.id)
        const branch = query.branch ?? (await defaultBranch(tx, params.id))
        return { items: await planAsset(tx, { asset: params.id, branch, name: query.name }) }
      }),
  )
  app.get(
    '/upgrades',
    {
      config: { permission: 'findings:read' },
      schema: {
        tags,
        summary: 'Upgrades over many assets, what closes most findings first',
        response: { 200: campaignList },
      },
    },
    ({ actor }) => transaction(pool, async (tx) => ({ items: await campaigns(tx, actor) })),
  )
}
