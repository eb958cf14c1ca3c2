/** One way to rank: a number for each vulnerability, larger first. */
export interface Ranking {
  name: string
  scores: Float64Array
}

/** How much of what came true a ranking finds. */
export interface Found {
  name: string
  /** For each effort asked for, the share of positives among that share of the universe; ties count in proportion. */
  recall: number[]
  /** For each coverage asked for, the least share of the universe that holds that share of the positives. */
  effort: number[]
}

/** `positives` are places in the scores; `inside` says which places count at all. */
export function measure(
  { name, scores }: Ranking,
  positives: readonly number[],
  inside: Uint8Array,
  { efforts, coverages }: { efforts: readonly number[]; coverages: readonly number[] },
): Found {
  const sorted = scores.filter((_, place) => inside[place] === 1).sort()
  const size = sorted.length
  const places = positives.map((place) => placeOf(sorted, scores[place] as number))
  const recall = efforts.map((effort) => {
    const top = Math.floor(effort * size)
    const found = places.reduce(
      (sum, { above, ties }) => sum + Math.min(1, Math.max(0, (top - above) / ties)),
      0,
    )
    return found / positives.length
  })
  const ends = places.map(({ above, ties }) => (above + ties / 2) / size).sort((a, b) => a - b)
  const effort = coverages.map((coverage) => ends[Math.ceil(coverage * ends.length) - 1] ?? Number.NaN)
  return { name, recall, effort }
}

/** How many have a higher score, and how many the same (itself included). */
function placeOf(sorted: Float64Array, score: number): { above: number; ties: number } {
  const upTo = bound(sorted, (one) => one <= score)
  return { above: sorted.length - upTo, ties: upTo - bound(sorted, (one) => one < score) }
}

function bound(sorted: Float64Array, isBelow: (score: number) => boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBelow(sorted[middle] as number)) low = middle + 1
    else high = middle
  }
  return low
}
