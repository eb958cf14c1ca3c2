import type { Noise } from '../../../model/noise.ts'
import { severityOfRank } from '../../../model/severity.ts'
import type { Tx } from '../../../platform/database.ts'
import { modelInForce } from '../../models/model-in-force.ts'
import { INPUT, type InputRow, scoreInput } from '../../rank-input.ts'
import { CONTEXT } from '../../ranking-basis.ts'
import type { RiskContext } from '../../score/input.ts'
import { bounded, type RiskModel, score } from '../../score/score.ts'
import type { OutcomeView } from '../dry-run.ts'
import type { Example } from './open-groups.ts'

/** Findings that stand for a group, at least one, with what is and what would be. */
export interface Seed {
  of: readonly Example[]
  before: OutcomeView
  after: OutcomeView
  count: number
}

export interface ExampleRow {
  finding: {
    id: string
    title: string
    severity: string
    location: string
    asset: { id: string; name: string }
  }
  /** `score` is 0–100. */
  before: OutcomeView & { score: number }
  after: OutcomeView & { score: number }
}

const MOST = 20

/** One of each of the largest groups; where these are few, more of each. */
function chosenOf(seeds: readonly Seed[]): (Omit<Seed, 'of'> & { of: Example })[] {
  const rounds = Array.from({ length: MOST }, (_, nth) =>
    seeds.flatMap((seed) => (seed.of[nth] ? [{ ...seed, of: seed.of[nth] }] : [])),
  )
  return rounds.flat().slice(0, MOST)
}

/** The findings of the largest groups, with the scores that they would have. */
export async function readExamples(tx: Tx, seeds: readonly Seed[]): Promise<ExampleRow[]> {
  const chosen = chosenOf(seeds.toSorted((a, b) => b.count - a.count))
  if (chosen.length === 0) return []
  const { rows } = await tx.query<
    InputRow &
      RiskContext & {
        n: number
        id: string
        title: string
        place: string
        assetId: string
        assetName: string
        least: number
      }
  >(
    `select k.n::int, f.id, f.title, f.place, a.id as "assetId", a.name as "assetName", coalesce(f.least_score, 0) as least, ${INPUT}, ${CONTEXT}
     from unnest($1::uuid[], $2::uuid[]) with ordinality as k (asset_id, id, n)
     join finding f on f.asset_id = k.asset_id and f.id = k.id
     join asset a on a.id = f.asset_id left join application p on p.id = a.application_id order by k.n`,
    [chosen.map(({ of }) => of.asset), chosen.map(({ of }) => of.finding)],
  )
  const model = await modelInForce(tx)
  return rows.map((row) => {
    const { before, after } = chosen[row.n - 1] as (typeof chosen)[number]
    const input = scoreInput(row, row)
    const scored = (view: OutcomeView) => ({ ...view, score: scoreWith(input, view, model, row.least) })
    return {
      finding: {
        id: row.id,
        title: row.title,
        severity: severityOfRank(row.severity),
        location: row.place,
        asset: { id: row.assetId, name: row.assetName },
      },
      before: scored(before),
      after: scored(after),
    }
  })
}

/** As `rankFindings` makes it. `least` = that of a combination's strongest part, in tenths. */
function scoreWith(
  input: ReturnType<typeof scoreInput>,
  { points, noise }: OutcomeView,
  model: RiskModel,
  least: number,
): number {
  const own = input.noise.filter((reason) => reason !== 'policy')
  const reasons: Noise[] = noise === null ? own : [...own, 'policy']
  const tenths = score({ ...input, noise: reasons }, model).score + Math.round(10 * points)
  return Math.max(bounded(tenths), least) / 10
}
