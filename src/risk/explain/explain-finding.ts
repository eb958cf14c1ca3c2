import type { Tx } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import { INPUT, type InputRow, scoreInput } from '../rank-input.ts'
import { rankingBasis } from '../ranking-basis.ts'
import type { ScoreInput } from '../score/input.ts'
import { type Lower, lowersOf } from '../score/lowers.ts'
import { bounded, type Score, type SideScore, score } from '../score/score.ts'
import { type CvssScores, cvssScores } from './cvss-scores.ts'
import { readOrigins } from './read-origins.ts'
import { readReach } from './read-reach.ts'
import { readRulings } from './read-rulings.ts'
import { readThreat } from './read-threat.ts'
import { type Facts, rulingSource, SOURCES, type Source } from './sources.ts'

export interface ExplainedFactor extends Source {
  id: string
  side: 'likelihood' | 'impact' | 'policy' | 'part'
  label: string
  value: string
  known: boolean
  /** Points of the side. */
  points: number
  low: number
  high: number
}

/** All figures 0–100 with one decimal, certainty and model as integers. */
export interface Explanation {
  score: number
  likelihood: number
  impact: number
  policyPoints: number
  /** What a combination lacks to its strongest part. */
  partPoints: number
  low: number
  high: number
  certainty: number
  model: number
  factors: ExplainedFactor[]
  cvss: CvssScores | null
  lowers: (Lower & { points: number })[]
}

interface Row extends InputRow {
  tool_list: string[]
  overridden: boolean
  epss_now: number | null
  epss_before: number | null
  advisories: string[]
  place: string
  component: string | null
  fix_version: string | null
  policy_points: number
  least_score: number
}

/** Why a finding has its score: the same factors that made it, with points that add up to each side. Throws `not_found`. */
export async function explainFinding(tx: Tx, asset: string, finding: string): Promise<Explanation> {
  const row = await readRow(tx, asset, finding)
  const { context, model } = await rankingBasis(tx, asset)
  const input = scoreInput(row, context)
  const facts: Facts = {
    tools: row.tool_list,
    overridden: row.overridden,
    vector: input.cvssVector,
    cwes: input.cwes,
    epss: row.epss_now,
    epssBefore: row.epss_before,
    advisories: row.advisories,
    place: row.place,
    blastRadius: context.blastRadius,
    origins: await readOrigins(tx, asset),
    threat: await readThreat(tx, row.advisories),
    reach: await readReach(tx, { asset, finding }),
    rulings: await readRulings(tx, { asset, finding }),
  }
  const made = score(input, model)
  const policyPoints = row.policy_points
  const lowers = lowersOf({
    input,
    model,
    policyPoints,
    component: row.component,
    fixVersion: row.fix_version,
  })
  const least = row.least_score
  const own = bounded(made.score + policyPoints)
  const now = Math.max(own, least)
  return {
    score: now / 10,
    likelihood: made.likelihood.value / 10,
    impact: made.impact.value / 10,
    policyPoints: policyPoints / 10,
    partPoints: (now - own) / 10,
    low: Math.max(bounded(made.low + policyPoints), least) / 10,
    high: Math.max(bounded(made.high + policyPoints), least) / 10,
    certainty: made.certainty,
    model: model.version,
    factors: [
      ...factorsOf(made, { ...input, tools: row.tool_list.length, epss: row.epss_now }, facts, policyPoints),
      ...(now > own ? [strongestPart(now - own, least)] : []),
    ],
    cvss: await cvssScores(input.cvssVector, context),
    lowers: lowers
      .map((one) => ({ ...one, score: Math.max(one.score, least) }))
      .filter((one) => one.score < now)
      .map((one) => ({ ...one, score: one.score / 10, points: (one.score - now) / 10 })),
  }
}

async function readRow(tx: Tx, asset: string, finding: string): Promise<Row> {
  const { rows } = await tx.query<Row>(
    `select ${INPUT}, f.tools as tool_list, f.severity_override is not null as overridden, f.epss as epss_now, f.epss_before,
            f.advisories, f.place, f.component, f.fix_version, f.policy_points,
            coalesce(f.least_score, 0) as least_score
     from finding f where f.asset_id = $1 and f.id = $2`,
    [asset, finding],
  )
  if (!rows[0]) throw notFound('finding', finding)
  return rows[0]
}

/** A combination is never less than what it is made of. */
const strongestPart = (points: number, least: number): ExplainedFactor => ({
  ...fixed('strongest-part', 'part', 'Its strongest part', points),
  value: `scores ${least / 10}`,
  source: 'the findings of its chain',
})

const NO_SOURCE: Source = { source: 'the scale', evidence: null, date: null }

function factorsOf(made: Score, input: ScoreInput, facts: Facts, policyPoints: number): ExplainedFactor[] {
  const policy = bounded(made.score + policyPoints) - made.score
  return [
    ...sideOf('likelihood', made.likelihood, input, facts),
    ...sideOf('impact', made.impact, input, facts),
    ...(policyPoints === 0
      ? []
      : [
          {
            ...fixed('policies', 'policy', 'Policies', policy),
            value: `${policyPoints > 0 ? '+' : '−'}${Math.abs(policyPoints) / 10}`,
            ...rulingSource(facts.rulings.rank),
          },
        ]),
  ]
}

function sideOf(
  side: 'likelihood' | 'impact',
  { base, limit, parts }: SideScore,
  input: ScoreInput,
  facts: Facts,
): ExplainedFactor[] {
  const factors = parts.flatMap(({ rule, rating }) =>
    rating
      ? [
          {
            id: rule.id,
            side,
            label: rule.label,
            value: rating.known ? rule.value(input) : 'unknown',
            known: rating.known,
            points: rating.points / 10,
            low: rating.low / 10,
            high: rating.high / 10,
            ...(SOURCES[rule.id]?.(facts) ?? NO_SOURCE),
          },
        ]
      : [],
  )
  return [
    { ...fixed(`${side}-base`, side, 'Where every finding starts', base), value: '' },
    ...factors,
    ...(limit === 0
      ? []
      : [{ ...fixed(`${side}-limit`, side, 'Limit of the scale', limit), value: '0–100' }]),
  ]
}

const fixed = (id: string, side: ExplainedFactor['side'], label: string, tenths: number) => ({
  ...NO_SOURCE,
  id,
  side,
  label,
  known: true,
  points: tenths / 10,
  low: tenths / 10,
  high: tenths / 10,
})
