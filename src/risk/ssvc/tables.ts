import { DEPLOYER_DECISIONS, type DeployerDecision } from '../../model/deployer-decision.ts'
import type { DecisionTable } from './decision-table.ts'

export const EXPLOITATION = ['none', 'public poc', 'active'] as const
export const SYSTEM_EXPOSURE = ['small', 'controlled', 'open'] as const
export const AUTOMATABLE = ['no', 'yes'] as const
export const TECHNICAL_IMPACT = ['partial', 'total'] as const
export const SAFETY = ['negligible', 'marginal', 'critical', 'catastrophic'] as const
export const MISSION = ['degraded', 'mef support crippled', 'mef failure', 'mission failure'] as const
export const HUMAN_IMPACT = ['low', 'medium', 'high', 'very high'] as const
export const MISSION_WELL_BEING = ['low', 'medium', 'high'] as const
export const MISSION_PREVALENCE = ['minimal', 'support', 'essential'] as const
export const WELL_BEING = ['minimal', 'material', 'irreversible'] as const

export const COORDINATOR_DECISIONS = ['track', 'track*', 'attend', 'act'] as const
export type CoordinatorDecision = (typeof COORDINATOR_DECISIONS)[number]

const PUBLISHED = 'https://github.com/CERTCC/SSVC/blob/main/data/csv'

/** How soon who runs the affected system should patch it. */
export const DEPLOYER: DecisionTable<DeployerDecision> = {
  id: 'deployer',
  name: 'Deployer Patch Application Priority',
  version: '1.0.0',
  source: `${PUBLISHED}/ssvc/deployer_patch_application_priority_1_0_0.csv`,
  points: [
    { id: 'exploitation', values: EXPLOITATION },
    { id: 'exposure', values: SYSTEM_EXPOSURE },
    { id: 'automatable', values: AUTOMATABLE },
    { id: 'human-impact', values: HUMAN_IMPACT },
  ],
  outcomes: DEPLOYER_DECISIONS,
  rows: `0011 0111  0111 1111  0111 1112
         0111 1111  0111 1112  1112 1122
         1122 1222  1122 2222  1223 2233`.replaceAll('\n', ''),
}

/** How closely who coordinates for many systems should follow it: CISA's table. */
export const COORDINATOR: DecisionTable<CoordinatorDecision> = {
  id: 'coordinator',
  name: 'CISA Coordinator',
  version: '2.0.3',
  source: `${PUBLISHED}/cisa/cisa_coordinator_2_0_3.csv`,
  points: [
    { id: 'exploitation', values: EXPLOITATION },
    { id: 'automatable', values: AUTOMATABLE },
    { id: 'technical-impact', values: TECHNICAL_IMPACT },
    { id: 'mission-well-being', values: MISSION_WELL_BEING },
  ],
  outcomes: COORDINATOR_DECISIONS,
  rows: `000 001  002 002
         001 012  002 012
         002 023  223 233`.replaceAll('\n', ''),
}

/** What safety and mission impact together make of the impact on people: feeds the deployer's table. */
export const HUMAN: DecisionTable<(typeof HUMAN_IMPACT)[number]> = {
  id: 'human-impact',
  name: 'Human Impact',
  version: '1.0.0',
  source: `${PUBLISHED}/ssvc/human_impact_1_0_0.csv`,
  points: [
    { id: 'safety', values: SAFETY },
    { id: 'mission', values: MISSION },
  ],
  outcomes: HUMAN_IMPACT,
  rows: '0013 0013 1223 3333',
}

/** The same for the coordinator's table, by the definition of its decision point. */
export const MISSION_AND_WELL_BEING: DecisionTable<(typeof MISSION_WELL_BEING)[number]> = {
  id: 'mission-well-being',
  name: 'Mission and Well-Being Impact',
  version: '1.0.0',
  source:
    'https://github.com/CERTCC/SSVC/blob/main/data/json/decision_points/ssvc/mission_and_well_being_impact_1_0_0.json',
  points: [
    { id: 'prevalence', values: MISSION_PREVALENCE },
    { id: 'well-being', values: WELL_BEING },
  ],
  outcomes: MISSION_WELL_BEING,
  rows: '012 112 222',
}
