import { ssvcDecision } from './ssvc-decision.ts'
import type { DecisionPoint, SsvcInput } from './ssvc-input.ts'

/** What rules see of SSVC's table for who runs the system: the decision and what it is made of; empty where more than one is open. */
export interface SsvcFacts {
  decision: string
  exploitation: string
  exposure: string
  automatable: string
  humanImpact: string
}

/** The facts of one finding. Pure. */
export function ssvcFacts(input: SsvcInput): SsvcFacts {
  const { decision, path } = ssvcDecision(input).deployer
  const pointOf = (id: string): string => path.find(({ point }: DecisionPoint) => point === id)?.value ?? ''
  return {
    decision: decision ?? '',
    exploitation: pointOf('exploitation'),
    exposure: pointOf('exposure'),
    automatable: pointOf('automatable'),
    humanImpact: pointOf('human-impact'),
  }
}
