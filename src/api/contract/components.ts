import { z } from 'zod'
import { REACHES } from '../../model/reachability.ts'
import { id, listOf, paging, ref } from './common.ts'

export const component = z.object({
  id,
  purl: z.string().nullable(),
  ecosystem: z.string(),
  namespace: z.string(),
  name: z.string(),
  version: z.string(),
  licenses: z.array(z.string()),
  /** How many assets use this version. */
  assets: z.number().int(),
  /** Open findings on this version over all those assets. */
  openFindings: z.number().int(),
  /** Names under which advisories speak of it, as in `GET /packages/:key`: `npm:lodash`. */
  packages: z.array(z.string()),
})
export const componentQuery = z.object({
  ...paging,
  /** Part of a name, `name@version`, or a purl. */
  q: z.string().trim().max(300).optional(),
  ecosystem: listOf(z.string()),
  license: listOf(z.string()),
  asset: listOf(z.string()),
  sort: z.enum(['name', 'assets']).default('name'),
  order: z.enum(['asc', 'desc']).optional(),
})
export const componentUse = z.object({
  asset: ref,
  application: ref.nullable(),
  direct: z.boolean().nullable(),
  scope: z.string().nullable(),
  path: z.string().nullable(),
  tool: z.string(),
  /** Licences in the report's own words, where they are not SPDX's. */
  licensesSaid: z.array(z.string()),
  /** How near it is to what runs, as this report tells; null where it does not. */
  reach: z
    .object({ level: z.enum(REACHES), atMost: z.boolean(), evidence: z.string(), confidence: z.number() })
    .nullable(),
  /** Component names from the root to this one; empty when the report holds no graph. */
  chain: z.array(z.string()),
})
