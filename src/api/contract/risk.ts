import { z } from 'zod'
import { id, time } from './common.ts'

export const side = z.enum(['likelihood', 'impact'])

/** A factor of the score, as the page of weights names it. */
export const riskFactor = z.object({
  id: z.string(),
  side,
  label: z.string(),
  about: z.string(),
  /** The most points of its side that it moves at weight 1. */
  span: z.number(),
})

/** Multipliers 0–2 by factor id; a factor that is absent has 1. */
export const weights = z.record(z.string(), z.number().min(0).max(2)).readonly()

export const preset = z.object({ id: z.string(), label: z.string(), about: z.string(), weights })

/** How far the ranking of everything by a version is. */
export const ranking = z.object({
  version: z.number().int(),
  /** Assets. */
  done: z.number().int(),
  total: z.number().int(),
  /** Findings whose score changed so far. */
  written: z.number().int(),
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
})

export const riskModel = z.object({
  version: z.number().int(),
  name: z.string(),
  preset: z.string(),
  weights,
  note: z.string(),
  by: z.string(),
  at: time,
  inForce: z.boolean(),
})

export const riskModels = z.object({
  factors: z.array(riskFactor),
  presets: z.array(preset),
  /** Newest first; the last one is what ships, version 0. */
  versions: z.array(riskModel),
  /** While everything is being ranked again; else null. */
  ranking: ranking.nullable(),
})

/** A preset, with weights of one's own on top. */
export const modelWish = z.object({
  preset: z.string().default('balanced'),
  weights: weights.default({}),
})
export const newModel = modelWish.extend({
  name: z.string().trim().min(1).max(100),
  note: z.string().trim().max(2000).default(''),
})

const mover = z.object({
  id,
  title: z.string(),
  asset: z.object({ id, name: z.string() }),
  before: z.number(),
  after: z.number(),
})
/** What other weights would make of the open findings there are. Scores 0–100. */
export const modelPreview = z.object({
  findings: z.number().int(),
  changed: z.number().int(),
  up: z.number().int(),
  down: z.number().int(),
  top100: z.object({ entered: z.number().int(), left: z.number().int() }),
  /** Findings in each band of ten points, before and after. */
  distribution: z.array(
    z.object({
      from: z.number().int(),
      to: z.number().int(),
      before: z.number().int(),
      after: z.number().int(),
    }),
  ),
  movers: z.object({ up: z.array(mover), down: z.array(mover) }),
  ms: z.number().int(),
})
