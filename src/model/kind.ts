/** What sort of weakness a finding is. The words are those of the field; the acronym of the tool class is beside each. */
export const KINDS = [
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

export type Kind = (typeof KINDS)[number]
