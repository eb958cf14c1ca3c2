import { EVIDENCE } from './evidence.ts'
import type { FactorRule } from './factor.ts'
import { IMPACT } from './impact.ts'
import { SURROUNDINGS } from './surroundings.ts'
import { THREAT } from './threat.ts'
import { WEAKNESS } from './weakness.ts'

/** Every factor that has a weight, side by side, in the order in which an explanation shows them. */
export const FACTORS: readonly FactorRule[] = [
  ...THREAT,
  ...WEAKNESS,
  ...EVIDENCE,
  ...SURROUNDINGS,
  ...IMPACT,
]
