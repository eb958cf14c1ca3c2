import { type DecisionTable, openOutcomes } from './decision-table.ts'
import { humanImpactPoints, missionWellBeingPoints } from './impact-points.ts'
import type { DecisionPoint, SsvcInput } from './ssvc-input.ts'
import { COORDINATOR, DEPLOYER } from './tables.ts'
import { automatablePoint, exploitationPoint, exposurePoint, technicalImpactPoint } from './threat-points.ts'

/** What one published table says. */
export interface SsvcDecision {
  /** null where what is unknown leaves more than one outcome open. */
  decision: string | null
  /** Every outcome that is open, mildest first. */
  possible: string[]
  table: string
  version: string
  /** Where the table is published. */
  source: string
  path: DecisionPoint[]
}

export interface Ssvc {
  deployer: SsvcDecision
  coordinator: SsvcDecision
}

/** Both stakeholders' decisions with every point on the way. Pure. */
export const ssvcDecision = (input: SsvcInput): Ssvc => ({
  deployer: decide(DEPLOYER, deployerPath(input)),
  coordinator: decide(COORDINATOR, [
    exploitationPoint(input),
    automatablePoint(input),
    technicalImpactPoint(input),
    ...missionWellBeingPoints(input),
  ]),
})

/** The deployer's decision alone, as kept with a finding: 0 defer … 3 immediate, null where more than one is open. */
export function deployerRank(input: SsvcInput): number | null {
  const possible = openOutcomes(DEPLOYER, openValues(deployerPath(input)))
  return possible.length === 1 ? DEPLOYER.outcomes.indexOf(possible[0] as (typeof possible)[number]) : null
}

const deployerPath = (input: SsvcInput): DecisionPoint[] => [
  exploitationPoint(input),
  exposurePoint(input),
  automatablePoint(input),
  ...humanImpactPoints(input),
]

const openValues = (path: readonly DecisionPoint[]) =>
  Object.fromEntries(path.map(({ point, possible }) => [point, possible]))

function decide(table: DecisionTable, path: DecisionPoint[]): SsvcDecision {
  const possible = openOutcomes(table, openValues(path))
  return {
    decision: possible.length === 1 ? (possible[0] as string) : null,
    possible,
    table: table.name,
    version: table.version,
    source: table.source,
    path,
  }
}
