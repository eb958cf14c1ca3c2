import { normalAdvisory } from './match-advisories.ts'
import type { WantedTarget } from './wanted.ts'

/** A target with ids of vulnerabilities as databases write them. */
export function normalTarget(target: WantedTarget): WantedTarget {
  if (target.type === 'advisory') return { ...target, advisory: normalAdvisory(target.advisory) }
  if (target.type === 'component' && target.advisories)
    return { ...target, advisories: target.advisories.map(normalAdvisory) }
  return target
}
