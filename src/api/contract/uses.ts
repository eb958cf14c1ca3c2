import { z } from 'zod'
import { id, paging, ref } from './common.ts'

const text = z.string().trim().min(1).max(500)

export const usesQuery = z.object({
  ...paging,
  /** A name (`lodash`, `org.apache.logging.log4j:log4j-core`), `npm:lodash`, or a package URL. */
  package: text.optional(),
  /** With `package`: versions such as `<2.17.1` or `>=2.0 <2.17.1`, by the rules of the package's ecosystem. */
  versions: text.optional(),
  /** What an advisory says is affected, under any of its ids. */
  advisory: text.optional(),
  /** An SPDX id or expression, as the component has it. */
  license: text.optional(),
})

export const use = z.object({
  component: z.object({ id, name: z.string(), version: z.string(), purl: z.string().nullable() }),
  asset: ref,
  application: ref.nullable(),
  /** Who owns the application. */
  team: ref.nullable(),
  direct: z.boolean().nullable(),
  scope: z.string().nullable(),
  /** Manifest, lockfile or layer that brings it in. */
  path: z.string().nullable(),
  tool: z.string(),
  /** Names from the root to the component; empty when the report holds no graph. */
  chain: z.array(z.string()),
})
