import type { Control, Criticality, DataClass, Environment, Exposure } from '../../model/application.ts'
import type { Kind } from '../../model/kind.ts'
import type { Noise } from '../../model/noise.ts'
import type { Severity } from '../../model/severity.ts'

/**
 * Every number of the score, in points of the side (likelihood or impact, 0–100 each) that it moves at weight 1. Chosen so that, where
 * only the facts of a published vulnerability are known, likelihood orders and impact moves little (docs/ranking.md has the figures),
 * and so that context can lift a middling weakness over a severe one that nobody reaches.
 */
export const LIKELIHOOD_BASE = 16
export const IMPACT_BASE = 25

/** [value, points]: straight lines between the points, flat beyond the ends. */
export type Curve = readonly (readonly [at: number, points: number])[]

// Likelihood: the threat ----------------------------------------------------------------------------------------------
export const EXPLOITED = { yes: 16, no: 0 }
/** By maturity 0 none known … 3 exploited in the wild. */
export const MATURITY = [0, 2, 3, 4] as const
/** Over the decimal logarithm of the probability: EPSS crowds near zero, where its order still matters; near one it is all but certain. */
export const EPSS: Curve = [
  [-4, -2],
  [-3, 0],
  [-2, 9],
  [-1, 32],
  [-0.3, 37],
  [-0.05, 46],
  [0, 48],
]
/** Twice and at least `least` more than 30 days ago; half and as much less. */
export const EPSS_TREND = { rising: 1, steady: 0, falling: -3, factor: 2, least: 0.005 }

/** By step of age, the newest first (src/model/cve-age.ts). */
export const CVE_AGE = [14, 4, 2, 0, 0] as const

// Likelihood: the weakness --------------------------------------------------------------------------------------------
/**
 * How often weaknesses of a class are what attackers use, where no CVE tells: by their share among CISA's catalogue of exploited
 * vulnerabilities and their places in MITRE's Top 25 of the most dangerous ones. A CWE counts as the nearest of these above it.
 */
export const WEAKNESS_CLASSES: readonly { label: string; points: number; cwes: readonly number[] }[] = [
  { label: 'code or command injection', points: 30, cwes: [77, 78, 94, 95, 96, 917, 1336] },
  { label: 'unsafe deserialisation', points: 28, cwes: [502] },
  { label: 'SQL injection', points: 27, cwes: [89, 564, 943] },
  { label: 'missing or broken authentication', points: 26, cwes: [287, 288, 306, 290] },
  { label: 'credentials in the open', points: 26, cwes: [798, 259, 321, 522, 312] },
  { label: 'memory corruption', points: 24, cwes: [119, 787, 416, 122, 121, 125, 190, 843] },
  { label: 'path traversal', points: 24, cwes: [22, 23, 36, 73, 434] },
  { label: 'server-side request forgery', points: 22, cwes: [918] },
  { label: 'missing or broken authorisation', points: 21, cwes: [269, 284, 285, 639, 732, 862, 863] },
  { label: 'external entities', points: 18, cwes: [611, 776] },
  { label: 'cross-site scripting', points: 16, cwes: [79] },
  { label: 'other injection', points: 16, cwes: [74, 90, 91, 113, 643] },
  { label: 'weak input validation', points: 13, cwes: [20, 1287] },
  { label: 'cross-site request forgery', points: 10, cwes: [352] },
  { label: 'open redirect', points: 9, cwes: [601, 1021] },
  { label: 'disclosure of information', points: 9, cwes: [200, 209, 532, 538, 552] },
  { label: 'weak cryptography', points: 6, cwes: [295, 310, 311, 319, 326, 327, 328, 330, 338, 916] },
  { label: 'exhaustion of resources', points: 6, cwes: [400, 770, 1333, 835, 404] },
  { label: 'error of quality', points: 2, cwes: [398, 563, 561, 476, 703, 710, 1006] },
]
/** Where no CWE says more. */
export const KIND_PRIORS: Partial<Record<Kind, number>> = {
  malware: 40,
  combination: 34,
  secret: 26,
  identity: 16,
  cloud: 14,
  config: 12,
  data: 12,
  runtime: 20,
  pipeline: 14,
  web: 16,
  api: 16,
  code: 12,
  license: 0,
}
export const NO_PRIOR = 12
/** What a prior can be where neither class nor kind is known to narrow it. */
export const PRIOR_RANGE = { least: 2, most: 30 }

/** How an attacker comes to it, from the vector. A v2 or v4 metric counts as the v3 one of the same meaning. */
export const ATTACK = {
  vector: { N: 3, A: -2, L: -6, P: -11 },
  complexity: { L: 0, M: -1, H: -3 },
  privileges: { N: 2, L: -1, S: -1, H: -4, M: -4 },
  interaction: { N: 1, P: -1, A: -2, R: -2 },
} as const
/** Of a published vulnerability without a vector: as most of those that are exploited. */
export const UNKNOWN_ATTACK = 6

// Likelihood: the evidence --------------------------------------------------------------------------------------------
export const CONFIDENCE = { high: 4, medium: 0, low: -10 }
/** By number of tools: 1, 2, 3 and more. */
export const AGREEMENT = [0, 3, 5] as const
/** By place on the ladder: not present, present, imported, function called, loaded at run time. */
export const REACHABILITY = [-30, -4, 2, 8, 12] as const
/** What standing there takes off. */
export const NOISE_POINTS: Record<Noise, number> = {
  test: -25,
  example: -25,
  generated: -10,
  vendored: -10,
  development: -20,
  duplicate: -35,
  informational: 0,
  policy: -25,
}

// Likelihood: the surroundings ----------------------------------------------------------------------------------------
export const EXPOSURE: Record<Exposure, number> = { internet: 14, partner: 6, internal: 0, isolated: -12 }
/** What a control takes off, and of which kinds of weakness; all without `kinds`. */
export const CONTROL: Record<Control, { points: number; kinds?: readonly Kind[]; label: string }> = {
  waf: { points: -7, kinds: ['web', 'api', 'code', 'dependency'], label: 'web application firewall' },
  'network-policy': { points: -5, label: 'network policy' },
  sandbox: { points: -6, kinds: ['code', 'dependency', 'container', 'runtime', 'malware'], label: 'sandbox' },
  mfa: {
    points: -6,
    kinds: ['secret', 'identity', 'cloud', 'web', 'api'],
    label: 'second factor at sign-in',
  },
  'runtime-protection': {
    points: -6,
    kinds: ['code', 'dependency', 'container', 'runtime', 'web', 'api', 'malware'],
    label: 'runtime protection',
  },
  'read-only': {
    points: -3,
    kinds: ['container', 'dependency', 'code', 'malware'],
    label: 'read-only system',
  },
  'allow-list': { points: -4, label: 'allow list of callers' },
}
/** Controls together take off no more. */
export const MOST_CONTROL = -15

// Impact --------------------------------------------------------------------------------------------------------------
/** Over the share of the worst that it does: CVSS impact with the asset's requirements, else score or severity. */
export const CONSEQUENCE: Curve = [
  [0, -24],
  [0.1, -6],
  [0.25, 6],
  [0.5, 20],
  [0.75, 31],
  [1, 40],
]
export const SEVERITY_SHARE: Record<Exclude<Severity, 'unknown'>, number> = {
  critical: 0.95,
  high: 0.72,
  medium: 0.47,
  low: 0.22,
  info: 0.02,
}
/** What an unknown severity stands for, and could be. */
export const UNKNOWN_SHARE = { low: 0.22, middle: 0.47, high: 0.95 }
/** Of a published vulnerability that nobody rated yet: as of those that are exploited, so that a rating by itself lifts none past it. */
export const UNRATED_SHARE = 0.85
/** Of context: what it adds counts in proportion to what the weakness does, so that context never makes noise urgent. */
export const DATA: Record<DataClass, number> = {
  credentials: 12,
  phi: 12,
  pci: 12,
  minors: 12,
  financial: 10,
  pii: 10,
  location: 7,
  internal: 2,
  public: -4,
}
/** Each further class of sensitive data. */
export const MORE_DATA = 1
export const CRITICALITY: Record<Criticality, number> = { critical: 10, high: 5, medium: 0, low: -7 }
export const ENVIRONMENT: Record<Environment, number> = { production: 3, staging: -4, development: -9 }
/** Over the number of other assets that a break-in leads to. */
export const BLAST_RADIUS: Curve = [
  [0, -2],
  [1, 0],
  [3, 2],
  [10, 5],
  [50, 8],
]
/** For the first framework, and for each further one. */
export const COMPLIANCE = { first: 3, further: 1, most: 5 }

// Weights -------------------------------------------------------------------------------------------------------------
export interface Preset {
  id: string
  label: string
  about: string
  /** Multipliers of factors; 1 where absent. */
  weights: Readonly<Record<string, number>>
}

export const PRESETS: readonly Preset[] = [
  {
    id: 'balanced',
    label: 'Balanced',
    about: 'Threat, evidence and business count as they ship.',
    weights: {},
  },
  {
    id: 'exploit-first',
    label: 'Exploitation first',
    about: 'What attackers use now and can reach comes first; what the business says counts for less.',
    weights: {
      exploited: 1.4,
      maturity: 1.6,
      epss: 1.3,
      'epss-trend': 1.6,
      reachability: 1.4,
      exposure: 1.3,
      data: 0.5,
      criticality: 0.6,
      compliance: 0.3,
      'blast-radius': 0.7,
    },
  },
  {
    id: 'compliance-first',
    label: 'Compliance first',
    about: 'What touches regulated data and audited systems comes first; forecasts count for less.',
    weights: {
      data: 1.8,
      compliance: 2,
      criticality: 1.4,
      environment: 1.5,
      epss: 0.7,
      'epss-trend': 0.5,
      maturity: 0.7,
    },
  },
]
