import { z } from 'zod'
import { LINK_KINDS, NODE_KINDS } from '../../model/estate.ts'
import { REACHES } from '../../model/reachability.ts'
import { id, kind, paging, ref, severity, state, time } from './common.ts'
import { policyFlaw } from './policies.ts'

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
  /** `shipped` comes with Stance, `stored` was written here. */
  source: z.enum(['shipped', 'stored']),
  /** The estate is searched for it. */
  enabled: z.boolean(),
  /** Number of its stored text, from 1; 0 for one that comes with Stance. */
  revision: z.number().int(),
  changedAt: time.nullable(),
  changedBy: z.string().nullable(),
  /** Open findings of it, among the assets that you see. */
  hits: z.number().int(),
})
export const combinations = z.object({
  items: z.array(combination),
  /** When the whole estate was looked at last, and how long it took. */
  lastRun: z.object({ at: time, ms: z.number().int(), things: z.number().int() }).nullable(),
})

/** A combination with its text in YAML. */
export const combinationDetail = combination.omit({ hits: true }).extend({
  text: z.string(),
  /** Examples beside it. */
  tests: z.number().int(),
})

const text = z.string().min(1).max(524_288)
const note = z.string().trim().max(2_000).default('')
export const newCombination = z.object({ text, enabled: z.boolean().default(true), note })
/** Only what is given changes. One that comes with Stance can only be enabled and disabled. */
export const combinationChange = z.object({
  text: text.optional(),
  enabled: z.boolean().optional(),
  /** The revision that one began from: refused (409 `changed_meanwhile`) where another text has been kept since. */
  revision: z.number().int().min(0).optional(),
  note,
})
export const combinationText = z.object({ text: z.string().max(524_288) })

/** What a combination says, whatever it is found on. */
export const combinationWords = combination.pick({
  id: true,
  title: true,
  severity: true,
  description: true,
  fix: true,
  question: true,
  conditions: true,
})

export const combinationValidation = z.object({
  errors: z.array(policyFlaw),
  warnings: z.array(policyFlaw),
  /** Null while there are errors. */
  combination: combinationWords.nullable(),
  /** The examples beside it: addresses of the things that it is found on. */
  examples: z.array(
    z.object({
      name: z.string(),
      passed: z.boolean(),
      expected: z.array(z.string()),
      got: z.array(z.string()),
    }),
  ),
})

/** What an editor completes. */
export const combinationVocabulary = z.object({
  keys: z.array(
    z.object({
      /** The keys around it, from the outermost inwards: `tests.findings`. */
      within: z.string(),
      name: z.string(),
      doc: z.string(),
      /** Values that it may have, where they are known. */
      values: z.array(z.string()),
    }),
  ),
  /** Kinds of things, and of links between them. */
  things: z.array(z.string()),
  links: z.array(z.string()),
  /** What the condition of a step may look at. */
  facts: z.array(
    z.object({ name: z.string(), type: z.string(), doc: z.string(), values: z.array(z.string()) }),
  ),
})

/** Where a text would be found; nothing is kept. */
export const combinationDryRun = z.object({
  combination: z.string(),
  hits: z.number().int(),
  assets: z.number().int(),
  /** Of these, places where one of this name is found already; and places where it would be found no longer. */
  known: z.number().int(),
  gone: z.number().int(),
  bySeverity: z.partialRecord(severity, z.number().int()),
  /** The worst of them, at most 20. */
  examples: z.array(z.object({ title: z.string(), severity, asset: ref, chain })),
  /** Things of the estate that were looked at. */
  things: z.number().int(),
  ms: z.number().int(),
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
  combination: combinationWords.nullable(),
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
