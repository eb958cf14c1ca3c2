/** What sort of weakness tools find. The words are those of the field; the acronym of the tool class is beside each. */
export const TOOL_KINDS = [
  'code', // SAST
  'dependency', // SCA
  'secret',
  'config', // IaC and settings
  'web', // DAST
  'api',
  'container',
  'cloud', // CSPM
  'identity', // IAM, SSPM, CASB
  'data', // DSPM
  'pipeline',
  'license',
  'malware',
  'runtime',
] as const

/** All kinds of findings: those of tools, and what Stance makes of several of them on one way through the estate. */
export const KINDS = [...TOOL_KINDS, 'combination'] as const

export type Kind = (typeof KINDS)[number]
