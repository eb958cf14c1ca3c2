import type { Item } from '../contract.ts'
import { shaped } from '../values/lenient.ts'
import { alertSchema, instanceSchema } from './alert.ts'
import { observationOf, saidOf } from './observation.ts'

/** One place at which an alert was raised. */
export interface Place {
  value: unknown
  /** The alert as the report writes it, with this place alone: an alert of a thousand places is not kept a thousand times. */
  raw(): string
}

/** An observation for each place of an alert; `site` is where those without an address are. */
export function* itemsAt(
  places: Place[],
  alert: { where: string; value: unknown },
  site: string,
): Generator<Item> {
  const result = shaped(alertSchema, alert)
  if (result.type === 'problem') {
    yield result
    return
  }
  const said = saidOf(result.value)
  for (const [index, place] of places.entries()) {
    const instance = shaped(instanceSchema, {
      where: `${alert.where}/instances/${index}`,
      value: place.value,
    })
    yield instance.type === 'problem' ? instance : observationOf(said, instance.value, site, place.raw())
  }
}
