import { type Evaluation, evaluate } from './evaluate.ts'
import { type Options, readOptions } from './options.ts'
import { printPairs } from './pairs.ts'
import { printEvaluation, printSums } from './print.ts'
import { readEpss, readExploits, readKev, readRatings, type Snapshot } from './read-feeds.ts'

const DAY_MS = 86_400_000
/** Positives before the snapshot are looked for in these days, where nothing better can be had. */
const LEAKY_DAYS = 90

/**
 * How soon rankings find what becomes known to be exploited: `npm run bench -- ranking [--epss FILE|FOLDER] [--epss-before FILE]
 * [--kev FILE] [--vulnrichment FILE]… [--nvd FILE|FOLDER]… [--exploits FILE] [--after DAY] [--days N] [--leak]`. A folder of EPSS
 * snapshots makes a rolling evaluation. docs/ranking.md tells the method and the figures.
 */
export async function rankingBench(args: string[]): Promise<void> {
  const options = readOptions(args)
  const kev = await readKev(options.kev)
  const last = [...kev.values()].reduce((latest, day) => (day > latest ? day : latest), '')
  const ratings = await readRatings(options.vulnrichments, options.nvds)
  const exploits = options.exploits === undefined ? undefined : await readExploits(options.exploits)
  console.log(`KEV: ${kev.size} entries, the last of ${last}. Ratings: ${ratings.size} records.`)
  if (exploits)
    console.log(
      `Exploits: ${exploits.size} CVEs. The list has no dates: use one that was made by the day of the ranking.`,
    )
  const runs: Evaluation[][] = []
  for await (const [snapshot, before] of snapshotsOf(options)) {
    const window = windowOf(snapshot, last, options)
    if (!window) continue
    const made = evaluate({ snapshot, before, kev, ratings, exploits, ...window })
    if (options.epss.length === 1 || (made[0]?.positives ?? 0) > 0) runs.push(made)
    printEvaluation(snapshot, before, window, made, options.epss.length > 1)
  }
  if (runs.length > 1) printSums(runs)
  if (options.epss.length === 1) await printPairs()
}

/** Each snapshot with the one of 30 to 60 days before it, if there is any. */
async function* snapshotsOf({ epss, before }: Options): AsyncGenerator<[Snapshot, Snapshot | undefined]> {
  let past: Snapshot[] = before === undefined ? [] : [await readEpss(before)]
  for (const file of epss) {
    const snapshot = await readEpss(file)
    past = past.filter(({ day }) => daysBetween(day, snapshot.day) <= 60)
    yield [snapshot, past.findLast(({ day }) => daysBetween(day, snapshot.day) >= 30)]
    past.push(snapshot)
  }
}

const daysBetween = (one: string, other: string): number => (Date.parse(other) - Date.parse(one)) / DAY_MS
const shifted = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** The days whose additions are to be found. Undefined, with a word, where they cannot be had honestly. */
function windowOf(
  { day }: Snapshot,
  last: string,
  { after: wanted, days, leak, isMirror, epss }: Options,
): { after: string; until: string } | undefined {
  const isRolling = epss.length > 1
  let after = isRolling ? day : (wanted ?? day)
  if (after >= last && isMirror && wanted === undefined) {
    console.log(
      `\nThe mirror's catalogue ends on ${last} and its EPSS is of ${day}: nothing was added since that could be found. An honest
figure takes an older snapshot (--epss) or a newer catalogue (--kev). What follows LEAKS: the snapshot knows what it is asked for.`,
    )
    after = shifted(last, -LEAKY_DAYS)
  } else if (after < day && !leak) {
    console.log(
      `\nRefused: EPSS of ${day} already knows what was added after ${after}. Give a snapshot of ${after} or before, or --leak to see it marked.`,
    )
    return undefined
  } else if (after < day) console.log(`\nLEAKS: EPSS of ${day} already knows what was added after ${after}.`)
  const end = days === undefined ? last : shifted(after, days)
  // Half a window would make dates incomparable.
  if (isRolling && end > last) return undefined
  return { after, until: end < last ? end : last }
}
