import type {
  AssetKind,
  Control,
  Criticality,
  DataClass,
  DeployerDecision,
  Environment,
  ExploitMaturity,
  Exposure,
  Factor,
  Kind,
  Noise,
  Reach,
  ReportStatus,
  Role,
  Severity,
  SlaOfFinding,
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
/** From when the days to a due date count. */
export const SLA_START: Record<NonNullable<SlaOfFinding['from']>, string> = {
  firstSeen: 'first seen',
  known: 'when it became public',
  exploited: 'when its exploitation became known',
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
  combination: { label: 'Combination', tools: 'several weaknesses on one way' },
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
  policy: 'By a policy',
}
export const NOISES = Object.keys(NOISE) as (Noise | 'none')[]

/** The sides of a score, and what policies add to it. */
export const SIDE: Record<Factor['side'], string> = {
  likelihood: 'Likelihood',
  impact: 'Impact',
  policy: 'Policies',
  part: 'Strongest part',
}
export type Side = Exclude<Factor['side'], 'policy' | 'part'>

/** How near the weak part is to what runs, from farthest to nearest. */
export const REACH: Record<Reach, string> = {
  absent: 'Not present',
  present: 'Present',
  imported: 'Imported',
  called: 'Function called',
  loaded: 'Loaded at run time',
}
export const REACHES = Object.keys(REACH) as Reach[]
/** The same for filters, the nearest first. */
export const REACH_FILTER: Record<Reach | 'unknown', string> = {
  loaded: REACH.loaded,
  called: REACH.called,
  imported: REACH.imported,
  present: REACH.present,
  absent: REACH.absent,
  unknown: 'Nobody says',
}

/** SSVC's decision for who runs it, the most urgent first; `unknown` in filters: the facts leave several open. */
export const SSVC: Record<DeployerDecision | 'unknown', string> = {
  immediate: 'Immediate',
  'out-of-cycle': 'Out of cycle',
  scheduled: 'Scheduled',
  defer: 'Defer',
  unknown: 'Still open',
}
/** A decision of either of SSVC's tables: the coordinator's are written as they are, with a capital. */
export const ssvcWord = (decision: string): string =>
  SSVC[decision as DeployerDecision] ?? decision.charAt(0).toUpperCase() + decision.slice(1)
export const SSVC_DECISIONS = Object.keys(SSVC) as (DeployerDecision | 'unknown')[]

/** How far anybody is known to have got with exploiting it, the worst first. */
export const EXPLOIT_MATURITY: Record<ExploitMaturity | 'unknown', string> = {
  exploited: 'Exploited in the wild',
  weaponised: 'Weaponised',
  poc: 'Proof of concept',
  none: 'None known',
  unknown: 'Not known',
}
export const EXPLOIT_MATURITIES = Object.keys(EXPLOIT_MATURITY) as (ExploitMaturity | 'unknown')[]

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

export const CONTROL: Record<Control, string> = {
  waf: 'Web application firewall',
  'network-policy': 'Network policy',
  sandbox: 'Sandbox',
  mfa: 'Second factor at sign-in',
  'runtime-protection': 'Runtime protection',
  'read-only': 'Read-only system',
  'allow-list': 'Allow list of callers',
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
    can: 'Everything but people, teams and what a role sees first.',
  },
  developer: { label: 'Developer', can: 'Sees and triages what their teams own.' },
  auditor: { label: 'Auditor', can: 'Reads everything, including the audit log; changes nothing.' },
  ci: { label: 'CI', can: 'Uploads reports and reads what came of them; for pipelines.' },
}

/** Choices of a select from one of the records above. */
export const choices = <K extends string>(words: Record<K, string>): { value: K; label: string }[] =>
  (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label }))
