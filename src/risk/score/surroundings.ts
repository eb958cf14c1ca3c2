import type { Control } from '../../model/application.ts'
import { type FactorRule, known, spanOf, unknown, unknownOf } from './factor.ts'
import type { ScoreInput } from './input.ts'
import * as model from './model.ts'

const EXPOSURES = Object.values(model.EXPOSURE)
const EXPOSURE_WORDS = {
  internet: 'reachable from the internet',
  partner: 'reachable by partners',
  internal: 'reachable from inside',
  isolated: 'isolated',
} as const
const UNKNOWN_EXPOSURE = unknownOf(EXPOSURES)
const exposure: FactorRule = {
  id: 'exposure',
  side: 'likelihood',
  label: 'Exposure',
  about: 'Who can reach the asset over a network.',
  span: spanOf(EXPOSURES),
  rate: ({ exposure }) => (exposure ? known(model.EXPOSURE[exposure]) : UNKNOWN_EXPOSURE),
  value: ({ exposure }) => (exposure ? EXPOSURE_WORDS[exposure] : ''),
}

/** The controls that stand against this kind of weakness. */
export const controlsAgainst = ({ controls, kind }: Pick<ScoreInput, 'controls' | 'kind'>): Control[] =>
  (controls ?? []).filter((one) => model.CONTROL[one].kinds?.includes(kind) ?? true)

const controls: FactorRule = {
  id: 'controls',
  side: 'likelihood',
  label: 'Compensating controls',
  about: 'What stands between an attacker and the weakness: firewalls, sandboxes, second factors.',
  span: -model.MOST_CONTROL,
  rate(input) {
    if (input.controls === null) return unknown(model.MOST_CONTROL, 0)
    const sum = controlsAgainst(input).reduce((total, one) => total + model.CONTROL[one].points, 0)
    return known(Math.max(model.MOST_CONTROL, sum))
  },
  value: (input) =>
    controlsAgainst(input)
      .map((one) => model.CONTROL[one].label)
      .join(', ') || 'none that helps against it',
}

export const SURROUNDINGS: readonly FactorRule[] = [exposure, controls]
