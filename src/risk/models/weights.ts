import { AppError } from '../../platform/errors.ts'
import { FACTORS } from '../score/factors.ts'
import { PRESETS, type Preset } from '../score/model.ts'

export interface ModelWish {
  preset: string
  weights: Readonly<Record<string, number>>
}

/**
 * A preset's weights with those wished for on top; factors with weight 1 are left out. Throws 400 `unknown_preset`, `unknown_factor`,
 * `wrong_weight`.
 */
export function weightsOf({ preset, weights }: ModelWish): Record<string, number> {
  const all = { ...presetOf(preset).weights, ...weights }
  const ids = FACTORS.map(({ id }) => id)
  for (const [id, weight] of Object.entries(all)) {
    if (!ids.includes(id))
      throw new AppError('unknown_factor', 400, `There is no factor ${id}. There are: ${ids.join(', ')}.`)
    if (!(weight >= 0 && weight <= 2))
      throw new AppError('wrong_weight', 400, `The weight of ${id} is a number from 0 to 2, not ${weight}.`)
  }
  return Object.fromEntries(Object.entries(all).filter(([, weight]) => weight !== 1))
}

function presetOf(id: string): Preset {
  const preset = PRESETS.find((one) => one.id === id)
  if (preset) return preset
  throw new AppError(
    'unknown_preset',
    400,
    `There is no preset ${id}. There are: ${PRESETS.map((one) => one.id).join(', ')}.`,
  )
}
