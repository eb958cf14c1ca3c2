import { z } from 'zod'
import { CONTROLS, CRITICALITIES, DATA_CLASSES, ENVIRONMENTS, EXPOSURES } from '../../model/application.ts'
import { id, time } from './common.ts'

export const gateBaselineQuery = z.object({
  /** The asset's default branch when absent. */
  branch: z.string().min(1).max(500).optional(),
})

/** One observation by its identities: enough to tell whether a gate elsewhere sees the same. */
export const baselineEntry = z.object({
  id,
  finding: id,
  tool: z.string(),
  /** Identity within the tool, and wherever it stands; identities that tools share. Of secrets by what is shown of them. */
  base: z.string(),
  snippetKey: z.string().nullable(),
  shared: z.array(z.string()).readonly(),
  rule: z.string(),
  path: z.string(),
  line: z.number().int(),
  end: z.number().int(),
  column: z.number().int(),
  snippet: z.string(),
  shape: z.string(),
  proven: z.boolean(),
  firstSeen: time.nullable(),
  /** It is there on the branch; otherwise only the decision counts. */
  onTarget: z.boolean(),
  decision: z.object({ state: z.enum(['accepted', 'false_positive']), reason: z.string() }).nullable(),
})

export const gateBaseline = z.object({
  branch: z.string(),
  tools: z.array(z.string()),
  entries: z.array(baselineEntry),
  context: z.object({
    asset: z.string(),
    kind: z.string(),
    /** Empty where it belongs to none. */
    application: z.string(),
    /** Name of the application's team; empty where it has none. */
    team: z.string(),
    criticality: z.enum(CRITICALITIES).nullable(),
    exposure: z.enum(EXPOSURES).nullable(),
    environment: z.enum(ENVIRONMENTS).nullable(),
    dataClasses: z.array(z.enum(DATA_CLASSES)).readonly().nullable(),
    controls: z.array(z.enum(CONTROLS)).readonly().nullable(),
    compliance: z.array(z.string()).readonly().nullable(),
    blastRadius: z.number().int().nullable(),
  }),
})

export const signalsRequest = z.object({ advisories: z.array(z.string().min(1).max(200)).max(10_000) })
/** What EPSS and CISA's catalogue say; null = unknown. */
export const signals = z.array(
  z.object({
    advisory: z.string(),
    epss: z.number().nullable(),
    knownExploited: z.boolean().nullable(),
    /** 0 no exploit known, 1 proof of concept, 2 weaponised, 3 exploited in the wild. */
    maturity: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]).nullable(),
  }),
)

export const newOverride = z.object({
  reason: z.string().trim().min(10).max(4_000),
  branch: z.string().max(500).default(''),
  policy: z.string().max(500),
  /** How many findings blocked; the first of them by name. */
  count: z.number().int().min(1),
  blocked: z
    .array(z.object({ id: z.string().max(100), title: z.string().max(500), place: z.string().max(1_000) }))
    .max(100),
})
export const override = z.object({ by: z.string(), at: time })
