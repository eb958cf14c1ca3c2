import type { Verdict } from './judge.ts'
import type { Sighting, World } from './world.ts'

interface Sum {
  survivors: number
  kept: number
  atTwin: number
  inherited: number
}

/** Verdicts by scenario, for people to read. */
export interface Tally {
  add(run: { seed: number; app: string; scenario: string }, was: World, is: World, verdict: Verdict): void
  /** Share of the sightings whose finding and history went along. */
  share(): number
  survivors(): number
  /** What went wrong, a line each. */
  lost: string[]
  merged: string[]
  inherited: string[]
  table(): string
}

export function tally(): Tally {
  const sums = new Map<string, Sum>()
  const [lost, merged, inherited]: [string[], string[], string[]] = [[], [], []]
  const all = (): Sum => [...sums.values()].reduce(plus, NONE)
  return {
    lost,
    merged,
    inherited,
    add({ seed, app, scenario }, was, is, verdict) {
      const run = `seed ${seed} ${app} [${scenario}]`
      const { survivors, kept, atTwin } = verdict
      const sum = { survivors, kept, atTwin, inherited: verdict.inherited.length }
      sums.set(scenario, plus(sums.get(scenario) ?? NONE, sum))
      for (const { sighting, why } of verdict.lost)
        lost.push(`${run} ${why}: ${placeOf(was, sighting.mark)} → ${placeOf(is, sighting.mark)}`)
      for (const pair of verdict.merged)
        merged.push(`${run} ${pair.map(({ mark }) => placeOf(is, mark)).join(' + ')}`)
      for (const { mark } of verdict.inherited) inherited.push(`${run} ${placeOf(is, mark)}`)
    },
    share: () => shareOf(all()),
    survivors: () => all().survivors,
    table: () => [...sums, ['all', all()] as const].map(([name, sum]) => line(name, sum)).join('\n'),
  }
}

const NONE: Sum = { survivors: 0, kept: 0, atTwin: 0, inherited: 0 }

const plus = (a: Sum, b: Sum): Sum => ({
  survivors: a.survivors + b.survivors,
  kept: a.kept + b.kept,
  atTwin: a.atTwin + b.atTwin,
  inherited: a.inherited + b.inherited,
})

const shareOf = ({ survivors, kept, atTwin }: Sum): number => (kept + atTwin) / survivors

const line = (name: string, sum: Sum): string =>
  `${name.padEnd(24)} ${sum.survivors} seen again, ${(100 * shareOf(sum)).toFixed(2)} % kept their history` +
  ` (${sum.atTwin} on a copy that nothing tells from them), ${sum.inherited} took over that of what was fixed`

function placeOf(world: World, mark: string): string {
  const { observation, anchor } = world.sightings.find((s) => s.mark === mark) as Sighting
  const text = anchor && (world.files.get(anchor.path) as string)
  if (!anchor || text === undefined) return `${mark} ${observation.rule} ${observation.component?.name ?? ''}`
  const number = text.slice(0, anchor.start).split('\n').length
  const code = JSON.stringify(text.slice(anchor.start, Math.min(anchor.end, anchor.start + 60)))
  return `${mark} ${observation.rule} ${anchor.path}:${number} ${code}`
}
