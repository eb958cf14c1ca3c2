import type { Kind } from './kind.ts'
import type { Reachability } from './reachability.ts'
import type { Severity } from './severity.ts'

/** A place in source: `path` is relative to the asset's root with `/`, lines and columns count from 1. */
export interface CodeLocation {
  path: string
  line?: number
  endLine?: number
  column?: number
  endColumn?: number
  /** The source text at the place, as the tool printed it. */
  snippet?: string
  /** Function, class or module that holds the place. */
  symbol?: string
  /** What the tool says about this place (a step of a flow, a related location). */
  message?: string
}

export interface CvssRating {
  /** Vector string when known, e.g. `CVSS:3.1/AV:N/…`. */
  vector?: string
  /** Base score 0–10. */
  score?: number
  /** `2.0`, `3.0`, `3.1`, `4.0`. */
  version?: string
  /** Who rated, e.g. `nvd`, `ghsa`, the vendor. */
  source?: string
}

/** The package an observation is about. */
export interface AffectedComponent {
  name: string
  version?: string
  purl?: string
  /** Path of the manifest, lockfile or layer that brings it in. */
  path?: string
  /** Versions that no longer have the weakness. */
  fixVersions?: string[]
  direct?: boolean
  /** What the asset uses it for, where the report tells. */
  scope?: 'runtime' | 'development' | 'optional' | 'test'
  /** Packages from the root to this one, as `name@version`. */
  chain?: string[]
}

/** The request an observation is about (DAST, API tests). */
export interface Endpoint {
  url: string
  method?: string
  parameter?: string
  request?: string
  response?: string
  evidence?: string
}

/** The configured thing an observation is about: a Terraform address, a Kubernetes object, a cloud resource. */
export interface Resource {
  /** Stable address: `aws_s3_bucket.logs`, an ARN, `Deployment/shop/api`. */
  address: string
  /** What people call it, where its address is for programs only. */
  name?: string
  type?: string
  provider?: string
  region?: string
  account?: string
}

/** What a producer already decided about its own result (SARIF suppressions, VEX, baseline). */
export interface ProducerVerdict {
  state: 'open' | 'fixed' | 'accepted' | 'false_positive'
  /** The producer's words or VEX justification. */
  reason?: string
  /** e.g. `sarif-suppression`, `cyclonedx-vex`. */
  source: string
}

/** One thing that one tool said, normalised. Optional fields are absent when the report does not say. */
export interface Observation {
  type: 'observation'
  kind: Kind
  /** The tool's own stable id of the check: rule id, control id, advisory id. */
  rule: string
  /** One line, in the tool's words. */
  title: string
  description?: string
  severity: Severity
  /** The tool's own word or number for the severity. */
  toolSeverity?: string
  /** How sure the tool is. */
  confidence?: 'high' | 'medium' | 'low'
  cvss?: CvssRating[]
  /** CWE numbers, most specific first. */
  cwes?: number[]
  /** Advisory ids and aliases (CVE-…, GHSA-…, RUSTSEC-…), the tool's main one first. */
  advisories?: string[]
  location?: CodeLocation
  /** Further places of the same result. */
  related?: CodeLocation[]
  /** Data flow, from source to sink. */
  flow?: CodeLocation[]
  component?: AffectedComponent
  endpoint?: Endpoint
  resource?: Resource
  /** The secret in clear, when the tool printed it. The reading pipeline replaces it by `secretMasked` and `secretHash` before anything leaves it. */
  secret?: string
  secretMasked?: string
  /** Keyed hash (hex) of the secret: identity without the secret. */
  secretHash?: string
  /** Control ids in frameworks, e.g. `CIS-AWS-1.5:2.1.1`. */
  controls?: string[]
  references?: string[]
  remediation?: string
  /** The tool's own stable identities, e.g. SARIF partialFingerprints. */
  fingerprints?: Record<string, string>
  /** EPSS probability 0–1 as the report says. */
  epss?: number
  /** True when the report says it is exploited in the wild (e.g. CISA KEV). */
  knownExploited?: boolean
  /** How near the weak part of a package is to what runs, where the tool says it. */
  reachability?: Reachability
  verdict?: ProducerVerdict
  /** ISO 8601 time at which the tool saw it. */
  seenAt?: string
  tags?: string[]
  /** Tool that saw it, when a report mixes several (SARIF runs, OCSF products); otherwise the report's tool. */
  tool?: string
  /** The element of the report, as text, for "show me what the tool said". */
  raw: string
}
