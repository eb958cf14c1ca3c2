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
    for (const [asset, findings] of named) await weigh(pool, survey, asset, findings)
    return { ...survey, candidates: named.length, looked: named.length }
  }
  const until = Date.now() + patience
  const exception = { id: NOBODY, target, scope, scopeId } as Exception
  const assets = (await candidateAssets(pool, exception)).filter((asset) => isVisible(reader.visible, asset))
  survey.candidates = assets.length
  for (const asset of assets) {
    if (Date.now() >= until) break
    survey.looked++
    const matched = await transaction(pool, (tx) => matchTargets(tx, asset, [exception], 'all'))
    await weigh(pool, survey, asset, [...matched.keys()])
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

async function weigh(pool: Pool, survey: Survey, asset: string, findings: readonly string[]): Promise<void> {
  if (findings.length === 0) return
  survey.assets++
  const { rows } = await pool.query<{ severity: number; count: number; ids: string[]; scores: number[] }>(
    `select coalesce(severity_override, severity) as severity, count(*)::int as count,
            (array_agg(id order by score desc nulls last, id))[1:${MOST_EXAMPLES}] as ids,
            (array_agg(coalesce(score, 0)::int order by score desc nulls last, id))[1:${MOST_EXAMPLES}] as scores
     from finding where asset_id = $1 and id = any($2::uuid[]) and merged_into is null group by 1 order by 1 desc`,
    [asset, findings],
  )
  for (const { severity, count, ids, scores } of rows) {
    survey.findings += count
    survey.topSeverity = Math.max(survey.topSeverity, severity)
    const name = severityOfRank(severity)
    survey.bySeverity[name] = (survey.bySeverity[name] ?? 0) + count
    survey.top.push(...ids.map((finding, i) => ({ asset, finding, score: scores[i] ?? 0 })))
  }
  survey.top.sort((a, b) => b.score - a.score)
  survey.top.length = Math.min(survey.top.length, MOST_EXAMPLES)
  survey.topScore = survey.top[0]?.score ?? 0
}
