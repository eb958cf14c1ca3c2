import type { RiskFactor, RiskModel, RiskPreset, RiskWeights } from '../api/types.ts'

/** What is asked of the API: a preset, and where one's own weights differ from it. */
export interface ModelWish {
  preset: string
  weights: RiskWeights
}

/** The weight of every factor: 1 where nothing is said. */
export const allWeights = (factors: RiskFactor[], said: RiskWeights): RiskWeights =>
  Object.fromEntries(factors.map(({ id }) => [id, said[id] ?? 1]))

/** What one's weights are beyond those of a preset. */
export const wishOf = (preset: RiskPreset, weights: RiskWeights): ModelWish => ({
  preset: preset.id,
  weights: Object.fromEntries(
    Object.entries(weights).filter(([id, weight]) => weight !== (preset.weights[id] ?? 1)),
  ),
})

/** How one version's weights differ from another's, by factor. */
export const weightChanges = (
  factors: RiskFactor[],
  before: Pick<RiskModel, 'weights'>,
  after: Pick<RiskModel, 'weights'>,
): { label: string; from: number; to: number }[] =>
  factors.flatMap(({ id, label }) => {
    const [from, to] = [before.weights[id] ?? 1, after.weights[id] ?? 1]
    return from === to ? [] : [{ label, from, to }]
  })
