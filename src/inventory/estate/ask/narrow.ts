import type { Tx } from '../../../platform/database.ts'
import { hopsFrom, startsOf } from './follow.ts'
import type { Arrow, Step } from './parse-question.ts'
import { isNamed } from './prefilter.ts'

/** So few things are rare: it is worth following what leads to them first. */
const RARE = 200
/** Things that are followed back in all; where more lead there, looking forward is as good. */
const MOST_BACK = 5_000
/** Links over which a plain arrow goes. */
export const FARTHEST = 8

/** For each step the things that can be on a way to what answers the question; undefined = any. */
export type Within = readonly (ReadonlySet<string> | undefined)[]

/**
 * Follows a question back from the rarest of its later steps that names what it wants (an asset, an application, a name, what is known to be
 * exploited), so that a search from a broad beginning looks only at what leads there. Undefined where a step can have no answer at all.
 */
export async function narrow(
  tx: Tx,
  visible: string[] | null,
  steps: readonly Step[],
): Promise<Within | undefined> {
  let rarest: { step: number; ids: Set<string> } | undefined
  for (const [at, step] of steps.entries()) {
    if (!step.condition || !isNamed(step.condition.prefilter)) continue
    const { starts, more } = await startsOf(tx, step, visible, { limit: RARE + 1 })
    if (starts.length === 0) return undefined
    const ids = new Set(starts.map(({ id }) => id))
    if (!more && ids.size < (rarest?.ids.size ?? RARE + 1)) rarest = { step: at, ids }
  }
  return rarest ? followBack(tx, visible, steps, rarest) : []
}

async function followBack(
  tx: Tx,
  visible: string[] | null,
  steps: readonly Step[],
  { step: last, ids: wanted }: { step: number; ids: Set<string> },
): Promise<Within> {
  const within: (Set<string> | undefined)[] = []
  let [answers, left] = [wanted, MOST_BACK]
  for (let step = last; step > 0; step--) {
    const back = await leadingTo(tx, visible, { answers, arrow: steps[step]?.arrow as Arrow, most: left })
    if (!back) return within.map((own, at) => (at > step ? own : undefined))
    left -= back.size
    within[step] = new Set([...answers, ...back.keys()])
    const kind = steps[step - 1]?.kind
    answers = new Set([...back].flatMap(([id, own]) => (kind === '*' || kind === own ? [id] : [])))
  }
  within[0] = answers
  return within
}

/** Everything from which an arrow leads to one of some things, with its kind; undefined where that is more than `most`. */
async function leadingTo(
  tx: Tx,
  visible: string[] | null,
  { answers, arrow, most }: { answers: ReadonlySet<string>; arrow: Arrow; most: number },
): Promise<Map<string, string> | undefined> {
  const against: Arrow = { ...arrow, direction: arrow.direction === 'forward' ? 'back' : 'forward' }
  const found = new Map<string, string>()
  let front = [...answers]
  for (let far = 0; far < (arrow.kinds ? 1 : FARTHEST) && front.length > 0; far++) {
    const hops = await hopsFrom(tx, front, against, visible)
    front = hops.flatMap(({ id }) => (found.has(id) ? [] : [id]))
    for (const { id, kind } of hops) found.set(id, kind)
    if (found.size > most) return undefined
  }
  return found
}
