/** The outcomes of SSVC's published deployer table, mildest first; kept as their place in this list. */
export const DEPLOYER_DECISIONS = ['defer', 'scheduled', 'out-of-cycle', 'immediate'] as const
export type DeployerDecision = (typeof DEPLOYER_DECISIONS)[number]
