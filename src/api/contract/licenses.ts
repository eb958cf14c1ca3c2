import { z } from 'zod'
import { LICENSE_VERDICTS } from '../../inventory/licenses/license-policy.ts'

const verdict = z.enum(LICENSE_VERDICTS)
const MOST = 500
const names = z.array(z.string().trim().min(1).max(200)).max(MOST)

/** Names are SPDX ids or expressions, or reports' words; `*` stands for any characters. */
export const licensePolicy = z.strictObject({
  deny: names,
  review: names,
  allow: names,
  others: verdict,
  missing: verdict,
  development: z.boolean(),
})

export const licensePolicyState = z.object({
  policy: licensePolicy,
  presets: z.array(
    z.object({ id: z.string(), name: z.string(), description: z.string(), policy: licensePolicy }),
  ),
})

/** What a policy would make of what is in use. */
export const licensesInUse = z.array(
  z.object({
    license: z.string(),
    verdict,
    packages: z.number().int(),
    assets: z.number().int(),
    example: z.string(),
  }),
)
