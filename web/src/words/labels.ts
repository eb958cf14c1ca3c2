import type {
  AssetKind,
  Criticality,
  DataClass,
  Environment,
  Exposure,
  Kind,
  Noise,
  ReportStatus,
  Role,
  Severity,
  State,
} from '../api/types.ts'

/** Worst first; the order of every list and chart. The letter stands beside the colour everywhere. */
export const SEVERITY: Record<Severity, { label: string; letter: string }> = {
  critical: { label: 'Critical', letter: 'C' },
  high: { label: 'High', letter: 'H' },
  medium: { label: 'Medium', letter: 'M' },
  low: { label: 'Low', letter: 'L' },
  info: { label: 'Info', letter: 'I' },
  unknown: { label: 'Unknown', letter: '?' },
}
export const SEVERITIES = Object.keys(SEVERITY) as Severity[]

export const STATE: Record<State, string> = {
  open: 'Open',
  fixed: 'Fixed',
  accepted: 'Accepted',
  false_positive: 'False positive',
}
export const STATES = Object.keys(STATE) as State[]

/** The word, and the class of tools that look for it. */
export const KIND: Record<Kind, { label: string; tools: string }> = {
  code: { label: 'Code', tools: 'SAST' },
  dependency: { label: 'Dependency', tools: 'SCA' },
  secret: { label: 'Secret', tools: 'secret scanning' },
  config: { label: 'Config', tools: 'IaC' },
  web: { label: 'Web', tools: 'DAST' },
  api: { label: 'API', tools: 'API testing' },
  container: { label: 'Container', tools: 'image scanning' },
  cloud: { label: 'Cloud', tools: 'CSPM' },
  identity: { label: 'Identity', tools: 'IAM, SSPM, CASB' },
  data: { label: 'Data', tools: 'DSPM' },
  pipeline: { label: 'Pipeline', tools: 'CI/CD' },
  license: { label: 'License', tools: 'license scanning' },
  malware: { label: 'Malware', tools: 'malware scanning' },
  runtime: { label: 'Runtime', tools: 'runtime protection' },
}

/** Why a finding is seldom worth a person's time; `none` in filters. */
export const NOISE: Record<Noise | 'none', string> = {
  none: 'Not noise',
  test: 'Test code',
  example: 'Example or docs',
  generated: 'Generated code',
  vendored: 'Vendored code',
  development: 'Development only',
  duplicate: 'Repeated in a report',
  informational: 'Informational',
}
export const NOISES = Object.keys(NOISE) as (Noise | 'none')[]

export const ASSET_KIND: Record<AssetKind, string> = {
  repository: 'Repository',
  service: 'Service',
  api: 'API',
  'container-image': 'Container image',
  workload: 'Workload',
  'cloud-resource': 'Cloud resource',
  host: 'Host',
  pipeline: 'Pipeline',
  'saas-app': 'SaaS app',
}

export const CRITICALITY: Record<Criticality, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
}
export const EXPOSURE: Record<Exposure, string> = {
  internet: 'Internet',
  partner: 'Partner',
  internal: 'Internal',
  isolated: 'Isolated',
}
export const ENVIRONMENT: Record<Environment, string> = {
  production: 'Production',
  staging: 'Staging',
  development: 'Development',
}
export const DATA_CLASS: Record<DataClass, string> = {
  credentials: 'Credentials',
  phi: 'Health (PHI)',
  pci: 'Cards (PCI)',
  pii: 'Personal (PII)',
  minors: 'Children and minors',
  location: 'Location',
  financial: 'Financial',
  internal: 'Internal',
  public: 'Public',
}

export const REPORT_STATUS: Record<ReportStatus, string> = {
  queued: 'Queued',
  reading: 'Reading',
  matching: 'Matching',
  done: 'Done',
  unchanged: 'Unchanged',
  failed: 'Failed',
}

export const ROLE: Record<Role, { label: string; can: string }> = {
  administrator: { label: 'Administrator', can: 'Everything, including people, tokens and settings.' },
  security: {
    label: 'Security',
    can: 'Sees and triages every finding, edits the inventory, uploads reports.',
  },
  developer: { label: 'Developer', can: 'Sees and triages what their teams own.' },
  auditor: { label: 'Auditor', can: 'Reads everything, including the audit log; changes nothing.' },
  ci: { label: 'CI', can: 'Uploads reports and reads what came of them; for pipelines.' },
}

/** Choices of a select from one of the records above. */
export const choices = <K extends string>(words: Record<K, string>): { value: K; label: string }[] =>
  (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label }))
