import type { Noise } from '../../model/noise.ts'
import type { Observation } from '../../model/observation.ts'
import { severityRank } from '../../model/severity.ts'
import type { CopyValue } from '../../platform/database.ts'
import { contentId } from '../../platform/ids.ts'
import type { Identity } from '../identity.ts'
import type { Handlers } from '../merging/handlers.ts'
import type { MergeRules } from '../merging/merge-rules.ts'
import { reachOfObservation } from '../observed-reach.ts'

/** Columns of staged_observation, in the order of {@link stagedRow}. */
export const STAGED_COLUMNS = [
  'asset_id',
  'report_id',
  'id',
  'scope_id',
  'key',
  'snippet_key',
  'content',
  'present',
  'verdict',
  'kind',
  'severity',
  'title',
  'rule',
  'place',
  'path',
  'line',
  'cwes',
  'advisories',
  'component',
  'component_version',
  'fix_version',
  'cvss',
  'cvss_vector',
  'epss',
  'known_exploited',
  'confidence',
  'noise',
  'reachability',
  'score',
  'likelihood',
  'impact',
  'certainty',
  'ssvc',
  'policy_content',
  'policy_tags',
  'due_days',
  'shared_keys',
  'data',
  'raw',
] as const

export interface StagedPlace {
  asset: string
  report: string
  scope: string
  id: string
  key: string
}

/** What is known of an observation when it is staged. */
export interface Told {
  observation: Observation
  identity: Identity
  /** Of its identities those that other tools may share. */
  shared: readonly string[]
  noise: Noise[]
  /** By {@link contentOf}, where it was needed before. */
  content?: string
  first: FirstScore
}

/** The score of a finding with this one observation, if it opens one; tenths, certainty in percent. */
export interface FirstScore {
  score: number
  likelihood: number
  impact: number
  certainty: number
  /** SSVC's decision for who runs it; null where more than one is open. */
  ssvc: number | null
  /** What policies make of it, where that is known already. */
  outcome?: FirstOutcome | null
}

/** An outcome of policies by which nothing else changes. */
export interface FirstOutcome {
  /** By which `policy_outcome` knows it. */
  content: string
  tags: string[]
  /** Until it is due, from when it is first seen; null = it is not. */
  days: number | null
}

/** Makes it: risk's part, given to the ingest by who calls it. */
export type FirstScorer = (o: Observation, noise: readonly Noise[]) => FirstScore

const CONFIDENCE = { high: 3, medium: 2, low: 1 } as const
const MOST_TITLE = 500

/** The identities by which the rules let other tools' observations into the same finding. */
export const sharedKeys = (
  observation: Observation,
  { family, shared }: Identity,
  rules: MergeRules,
  handlers: Handlers,
): readonly string[] => [
  ...(family && rules[family] ? shared : []),
  ...(rules.handler ? handlers.keysOf(observation) : []),
]

/** An observation as a row of staged_observation. */
export function stagedRow(
  at: StagedPlace,
  { observation: o, identity, shared, noise, content = contentOf(o, noise), first }: Told,
): CopyValue[] {
  const cvss = highestCvss(o)
  return [
    at.asset,
    at.report,
    at.id,
    at.scope,
    at.key,
    identity.snippetKey(),
    content,
    isPresent(o),
    o.verdict?.state === 'accepted' || o.verdict?.state === 'false_positive' ? o.verdict.state : null,
    o.kind,
    severityRank(o.severity),
    o.title.slice(0, MOST_TITLE),
    o.rule,
    identity.place,
    o.location?.path ?? null,
    o.location?.line ?? null,
    o.cwes ?? [],
    o.advisories ?? [],
    o.component?.name ?? null,
    o.component?.version ?? null,
    o.component?.fixVersions?.[0] ?? null,
    cvss?.score ?? null,
    cvss?.vector ?? null,
    o.epss ?? null,
    o.knownExploited ?? null,
    o.confidence ? CONFIDENCE[o.confidence] : null,
    noise,
    reachOfObservation(o),
    first.score,
    first.likelihood,
    first.impact,
    first.certainty,
    first.ssvc,
    first.outcome?.content ?? null,
    first.outcome?.tags ?? [],
    first.outcome?.days ?? null,
    shared,
    // jsonb cannot hold U+0000 either.
    JSON.stringify({
      ...o,
      type: undefined,
      raw: undefined,
      secret: undefined,
      place: identity.place,
      noise: noise.length ? noise : undefined,
    }).replaceAll('\\u0000', ''),
    o.raw,
  ]
}

/** The tool's own word that it is no more there counts. */
export const isPresent = (o: Observation): boolean => o.verdict?.state !== 'fixed'

/** The rating with the highest base score. */
export const highestCvss = (o: Observation) =>
  o.cvss?.reduce((best, next) => ((next.score ?? -1) > (best.score ?? -1) ? next : best))

/** Everything the tool said but where it stands: equal content at another line is moved, not changed. */
export const contentOf = (o: Observation, noise: Noise[]): string =>
  contentId(
    o.severity,
    o.title,
    o.description ?? '',
    o.confidence ?? '',
    o.verdict?.state ?? '',
    o.remediation ?? '',
    o.location?.snippet ?? '',
    o.component?.version ?? '',
    o.component?.fixVersions?.join() ?? '',
    o.cwes?.join() ?? '',
    o.advisories?.join() ?? '',
    o.cvss?.map((c) => c.vector ?? c.score).join() ?? '',
    String(o.epss ?? ''),
    String(o.knownExploited ?? ''),
    o.references?.join() ?? '',
    o.endpoint?.evidence ?? '',
    noise.join(),
    // Only where it is told: what was stored without stays as it is.
    ...(o.reachability ? [JSON.stringify(o.reachability)] : []),
  )
