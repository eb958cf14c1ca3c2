import { z } from 'zod'
import { label, listOf, needed, number, part, text, texts } from '../values/lenient.ts'

const cvssSchema = z.object({
  source: text,
  version: label,
  vector: text,
  metrics: part(z.object({ baseScore: number })),
})

/** What the vulnerability and its related ones have in common. */
const metadataSchema = z.object({
  id: needed,
  dataSource: text,
  namespace: text,
  severity: text,
  urls: texts,
  description: text,
  cvss: listOf(cvssSchema),
  epss: listOf(z.object({ epss: number })),
  knownExploited: listOf(z.unknown()),
  cwes: listOf(z.object({ cwe: text })),
})

export type Metadata = z.output<typeof metadataSchema>

/** One match: https://github.com/anchore/grype/tree/main/grype/presenter/models */
export const matchSchema = z.object({
  vulnerability: metadataSchema.extend({
    fix: part(z.object({ versions: texts, state: text })),
    advisories: listOf(z.object({ id: text, link: text })),
  }),
  relatedVulnerabilities: listOf(metadataSchema),
  matchDetails: listOf(z.object({ type: text })),
  artifact: z.object({
    name: needed,
    version: label,
    type: text,
    purl: text,
    locations: listOf(z.object({ path: needed })),
  }),
})

export type Match = z.output<typeof matchSchema>

export const ignoredMatchSchema = matchSchema.extend({
  appliedIgnoreRules: listOf(
    z.object({
      reason: text,
      'vex-status': text,
      'vex-justification': text,
      'match-type': text,
      'fix-state': text,
    }),
  ),
})

export type IgnoredMatch = z.output<typeof ignoredMatchSchema>

export const frameSchema = z.object({
  matches: z.array(z.unknown()),
  source: part(z.object({ type: text, target: z.unknown().optional() })),
  distro: part(z.object({ name: text, version: label })),
  descriptor: part(z.object({ name: text, version: label, timestamp: text })),
})

export type Frame = z.output<typeof frameSchema>

export const imageTargetSchema = z.object({
  userInput: text,
  imageID: text,
  manifestDigest: text,
  tags: texts,
  architecture: text,
})
