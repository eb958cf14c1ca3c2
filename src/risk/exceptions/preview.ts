import type { Actor } from '../../access/actor.ts'
import { isVisible } from '../../access/visible-assets.ts'
import { readFindingRows } from '../../findings/queries/finding-row.ts'
import { readerOf } from '../../findings/queries/reader.ts'
import { findingsByAsset } from '../../findings/triage/findings-by-asset.ts'
import { type Severity, severityOfRank } from '../../model/severity.ts'
import { type Pool, transaction } from '../../platform/database.ts'
import { approvalReasons, type Weight } from './approval-reasons.ts'
import { candidateAssets, type Meant } from './candidate-assets.ts'
import type { Exception } from './exception.ts'
import { matchTargets } from './match-standing.ts'
import { normalTarget } from './normal-target.ts'
import { readExceptionSettings } from './settings.ts'
import type { WantedTarget } from './wanted.ts'

export interface Survey extends Weight {
  assets: number
  bySeverity: Partial<Record<Severity, number>>
  /** The highest scores, at most 20; `score` in tenths. */
  top: { asset: string; finding: string; score: number }[]
  /** Assets in which it may be, and how many of them there was time to look at. */
  candidates: number
  looked: number
}

const MOST_EXAMPLES = 20
/** A rule over everything is looked at for this long: the counts are then of what was seen so far. */
const PATIENCE_MS = 5_000
/** Assets that are matched together. */
const AT_ONCE = 50

/** What an exception would cover among what an actor may see, and whether a second person would have to approve. */
export async function previewException(
  pool: Pool,
  actor: Actor,
  wanted: { target: WantedTarget } & Pick<Meant, 'scope' | 'scopeId'>,
  patience = PATIENCE_MS,
) {
  const survey = await surveyTarget(pool, actor, { ...wanted, target: normalTarget(wanted.target) }, patience)
  const rows = await readFindingRows(
    pool,
    survey.top.map(({ asset, finding }) => [asset, finding]),
  )
  return {
    findings: survey.findings,
    assets: survey.assets,
    bySeverity: survey.bySeverity,
    examples: rows.map(({ id, title, severity, score, location, asset }) => ({
      id,
      title,
      severity,
      score,
      location,
      asset: { id: asset.id, name: asset.name },
    })),
    partial: survey.looked < survey.candidates,
    looked: { assets: survey.looked, of: survey.candidates },
    approvalReasons: approvalReasons(wanted.target.type, survey, await readExceptionSettings(pool)),
  }
}

/** Weighs what a target means: named findings as they are, others as far as they match now. */
export async function surveyTarget(
  pool: Pool,
  actor: Actor,
  { target, scope, scopeId }: { target: WantedTarget } & Pick<Meant, 'scope' | 'scopeId'>,
  patience = PATIENCE_MS,
): Promise<Survey> {
  const survey = emptySurvey()
  const reader = await readerOf(pool, actor)
  if (target.type === 'findings') {
    const named = await findingsByAsset(pool, target, reader)
    await weigh(
      pool,
      survey,
      named.flatMap(([asset, ids]) => ids.map((finding) => ({ asset, finding }))),
    )
    return { ...survey, candidates: named.length, looked: named.length }
  }
  const until = Date.now() + patience
  const exception = { id: NOBODY, target, scope, scopeId } as Exception
  const assets = (await candidateAssets(pool, exception)).filter((asset) => isVisible(reader.visible, asset))
  survey.candidates = assets.length
  while (survey.looked < assets.length && Date.now() < until) {
    const some = assets.slice(survey.looked, survey.looked + AT_ONCE)
    survey.looked += some.length
    await weigh(pool, survey, await transaction(pool, (tx) => matchTargets(tx, some, [exception], 'all')))
  }
  return survey
}

const emptySurvey = (): Survey => ({
  findings: 0,
  assets: 0,
  topSeverity: 0,
  topScore: 0,
  bySeverity: {},
  top: [],
  candidates: 0,
  looked: 0,
})

const NOBODY = '00000000-0000-0000-0000-000000000000'

interface Weighed {
  severity: number
  count: number
  assets: string[]
  ids: string[]
  scores: number[]
}

/** The first examples of an expression over `f`. */
const examples = (expression: string): string =>
  `(array_agg(${expression} order by f.score desc nulls last, f.id))[1:${MOST_EXAMPLES}]`

async function weigh(
  pool: Pool,
  survey: Survey,
  matched: readonly { asset: string; finding: string }[],
): Promise<void> {
  if (matched.length === 0) return
  const assets = matched.map(({ asset }) => asset)
  survey.assets += new Set(assets).size
  const { rows } = await pool.query<Weighed>(
    `select coalesce(f.severity_override, f.severity) as severity, count(*)::int as count, ${examples('f.asset_id')} as assets,
            ${examples('f.id')} as ids, ${examples('coalesce(f.score, 0)::int')} as scores
     from unnest($1::uuid[], $2::uuid[]) as m (asset, finding)
     join finding f on f.asset_id = m.asset and f.id = m.finding and f.merged_into is null group by 1 order by 1 desc`,
    [assets, matched.map(({ finding }) => finding)],
  )
  for (const { severity, count, ids, scores, assets: owners } of rows) {
    survey.findings += count
    survey.topSeverity = Math.max(survey.topSeverity, severity)
    const name = severityOfRank(severity)
    survey.bySeverity[name] = (survey.bySeverity[name] ?? 0) + count
    survey.top.push(...ids.map((finding, i) => ({ asset: owners[i] ?? '', finding, score: scores[i] ?? 0 })))
  }
  survey.top.sort((a, b) => b.score - a.score)
  survey.top.length = Math.min(survey.top.length, MOST_EXAMPLES)
  survey.topScore = survey.top[0]?.score ?? 0
}
