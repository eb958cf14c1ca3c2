import { expect, it } from 'vitest'
import type { RiskFactor, RiskPreset } from '../api/types.ts'
import { allWeights, weightChanges, wishOf } from './weights.ts'

const factor = (id: string): RiskFactor => ({
  id,
  side: 'impact',
  label: id.toUpperCase(),
  about: '',
  span: 10,
})
const FACTORS = [factor('epss'), factor('data'), factor('noise')]
const PRESET: RiskPreset = { id: 'mine', label: 'Mine', about: '', weights: { epss: 1.4 } }

it('a factor that nobody speaks of weighs one', () => {
  expect(allWeights(FACTORS, PRESET.weights)).toEqual({ epss: 1.4, data: 1, noise: 1 })
})

it('asks for what differs from the preset, also where that is one again', () => {
  expect(wishOf(PRESET, { epss: 1.4, data: 1, noise: 1 })).toEqual({ preset: 'mine', weights: {} })
  expect(wishOf(PRESET, { epss: 1, data: 0, noise: 1 })).toEqual({
    preset: 'mine',
    weights: { epss: 1, data: 0 },
  })
})

it('says what changed between versions, whichever of them leaves ones out', () => {
  expect(weightChanges(FACTORS, { weights: { epss: 2 } }, { weights: { data: 0.5, noise: 1 } })).toEqual([
    { label: 'EPSS', from: 2, to: 1 },
    { label: 'DATA', from: 1, to: 0.5 },
  ])
})
