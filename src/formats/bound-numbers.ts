import type { Observation } from '../model/observation.ts'

/** Nearer to zero than this nobody means a number, and single precision cannot hold it. */
const LEAST = 1e-30

const bounded = (value: number): number => (Math.abs(value) < LEAST ? 0 : value)

/** Makes the numbers of an observation ones that the store can hold: a report may write 1e-243. */
export function boundNumbers(observation: Observation): void {
  if (observation.epss !== undefined) observation.epss = bounded(observation.epss)
  for (const rating of observation.cvss ?? [])
    if (rating.score !== undefined) rating.score = bounded(rating.score)
}
