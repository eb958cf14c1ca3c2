import { z } from 'zod'
import { LINK_KINDS, NODE_KINDS } from '../../model/estate.ts'
import { REACHES } from '../../model/reachability.ts'
import { id, kind, paging, ref, severity, state, time } from './common.ts'

/** A finding that is part of a chain. */
const part = z.object({ id, asset: ref, kind, title: z.string(), severity, state })

/** One thing on the way of a combination, from the outside in, with the findings that sit on it. */
const link = z.object({
  id,
  kind: z.enum(NODE_KINDS),
  name: z.string(),
  /** What people call it, where its name is a path. */
  title: z.string().nullable(),
  asset: ref,
  place: z.string().nullable(),
  /** Link of the estate by which the chain comes here; null for the first. */
  via: z.enum(LINK_KINDS).nullable(),
  /** That link leads the other way: from this one to the one before it. */
  against: z.boolean(),
  /** Those that make the combination, worst first. */
  findings: z.array(part),
})
const chain = z.array(link)

export const combination = z.object({
  id: z.string(),
  title: z.string(),
  severity,
  description: z.string(),
  fix: z.string(),
  /** Over the estate, as `POST /estate/ask` takes it. */
  question: z.string(),
  /** Which findings must sit on which step (from 1). */
  conditions: z.array(z.object({ step: z.number().int(), when: z.string() })),
  /** Open findings of it, among the assets that you see. */
  hits: z.number().int(),
})
export const combinations = z.object({
  items: z.array(combination),
  /** When the whole estate was looked at last, and how long it took. */
  lastRun: z.object({ at: time, ms: z.number().int(), things: z.number().int() }).nullable(),
})

export const combinationParams = z.object({ id: z.string().max(100) })
export const hitsQuery = z.object(paging)
export const hit = z.object({
  finding: z.object({ id, title: z.string(), state, severity, score: z.number().nullable() }),
  asset: ref,
  chain,
})

/** What a finding has to do with combinations. */
export const chainOfFinding = z.object({
  /** Of a finding that is a combination itself; null otherwise. */
  chain: chain.nullable(),
  combination: combination.omit({ hits: true }).nullable(),
  /** Combinations that this finding is a part of. */
  partOf: z.array(z.object({ finding: id, asset: ref, title: z.string(), severity })),
})

export const reach = z.enum(REACHES)
/** How near to running code the weak part is: the ladder, and who says so. */
export const reachabilityOfFinding = z.object({
  /** null = nobody says anything. */
  level: reach.nullable(),
  says: z.array(
    z.object({
      level: reach,
      /** A tool that followed the calls and found none: the code does not get further than `level`. */
      atMost: z.boolean(),
      evidence: z.string(),
      /** 0–1. */
      confidence: z.number(),
      /** The tool, or the advisory with it. */
      source: z.string(),
      at: time.nullable(),
    }),
  ),
})
