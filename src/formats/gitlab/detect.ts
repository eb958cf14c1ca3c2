import { z } from 'zod'
import type { Sample } from '../contract.ts'
import { fits } from '../values/read-schema.ts'

const TYPES = [
  ...[
    'sast',
    'dast',
    'secret_detection',
    'dependency_scanning',
    'container_scanning',
    'cluster_image_scanning',
  ],
  ...['coverage_fuzzing', 'api_fuzzing', 'api_security'],
]

const scanned = z.object({ scan: z.object({ type: z.enum(TYPES), scanner: z.object({ id: z.string() }) }) })

const identifier = z.object({ type: z.string(), name: z.string(), value: z.string() })
const vulnerability = z.object({ identifiers: z.tuple([identifier], z.unknown()), location: z.object({}) })

/** Before version 3 there was no `scan`. */
const empty = z.object({
  version: z.string().regex(/^\d+\.\d/),
  vulnerabilities: z.tuple([]),
  remediations: z.array(z.unknown()),
})

const licensed = z.object({
  version: z.string(),
  licenses: z.array(z.object({ id: z.string(), name: z.string() })),
  dependencies: z.tuple([z.object({ name: z.string(), licenses: z.array(z.string()) })], z.unknown()),
})

export function detect({ outline }: Sample): number {
  if (fits(scanned, outline)) return 1
  const list = Array.isArray(outline)
    ? outline
    : (outline as { vulnerabilities?: unknown } | undefined)?.vulnerabilities
  if (Array.isArray(list) && fits(vulnerability, list[0])) return 1
  if (fits(licensed, outline)) return 0.95
  return fits(empty, outline) ? 0.9 : 0
}
