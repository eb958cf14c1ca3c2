import { visibleAssetIds } from '../../access/visible-assets.ts'
import { changeLicensePolicy } from '../../intel/matching/change-license-policy.ts'
import { LICENSE_PRESETS, readLicensePolicy } from '../../inventory/licenses/license-policy.ts'
import { licensesInUse } from '../../inventory/licenses/licenses-in-use.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { licensesInUse as inUse, licensePolicy, licensePolicyState } from '../contract/licenses.ts'

const tags = ['components']

/** Under which licences packages may be used. */
export const licenseRoutes: Routes = (app, { pool }) => {
  app.get(
    '/license-policy',
    {
      config: { permission: 'rules:read' },
      schema: {
        tags,
        summary: 'The licence policy in force, and policies to begin with',
        response: { 200: licensePolicyState },
      },
    },
    async () => ({ policy: await readLicensePolicy(pool), presets: [...LICENSE_PRESETS] }),
  )
  app.put(
    '/license-policy',
    {
      config: { permission: 'rules:write' },
      schema: {
        tags,
        summary: 'Change the licence policy',
        description:
          'Everything that is in use is judged by it in jobs: what it does not allow becomes findings of kind license.',
        body: licensePolicy,
        response: { 200: licensePolicy },
      },
    },
    ({ actor, body }) =>
      transaction(pool, async (tx) => {
        await changeLicensePolicy(tx, actor, body)
        return body
      }),
  )
  app.post(
    '/license-policy/preview',
    {
      config: { permission: 'rules:read' },
      schema: {
        tags,
        summary: 'What a licence policy would make of what is in use',
        description: 'Nothing is changed.',
        body: licensePolicy,
        response: { 200: inUse },
      },
    },
    ({ actor, body }) =>
      transaction(pool, async (tx) => licensesInUse(tx, body, await visibleAssetIds(tx, actor))),
  )
}
