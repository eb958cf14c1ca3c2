import type { Tx } from '../../../platform/database.ts'
import { hopsFrom, startsOf, type Visit } from './follow.ts'
import { loadSubjects } from './load-subjects.ts'
import { FARTHEST, narrow, type Within } from './narrow.ts'
import type { Arrow, Step } from './parse-question.ts'

/** Bounds on a question: things looked at in all, answers, and time. */
const MOST_VISITED = 50_000
const MOST_FOUND = 1_000
/** What is begun with of what there is much of: it mostly leads to enough. */
const FIRST_STARTS = 4_000
/** Answers that are shown, and time after which no more are looked for once there are as many. */
export const MOST_PATHS = 200
const SOON_MS = 250
export const LONGEST_MS = 5_000
/**
 * Things that are looked at together: few at first, so that the first answers come soon, then a share of those before, so that a statement is
 * worth its trip; where some led to answers, as many more as lead to enough, and a few.
 */
const FIRST = 16
const AT_ONCE = 1_000
const SHARE = 1 / 4
const AND_A_FEW = 1.25

/** Things that were reached over `far` links on the way to a step and are to be looked at, or whose links are to be followed on that way. */
interface Work {
  act: 'look' | 'follow'
  step: number
  far: number
  visits: Visit[]
  /** How many of them were taken before, and how many answers were found when the first were. */
  taken: number
  foundBefore: number
}

/**
 * The search for what answers a question. What is nearest to the last step is pursued first, a part at a time: a rare answer is looked for
 * as far as the bounds go, and of what half the estate answers as many are enough as can be shown. What few things lead to is found by shortest ways.
 */
export class Search {
  /** A bound was met: there may be more. */
  cut = false
  readonly #tx: Tx
  readonly #visible: string[] | null
  readonly #steps: readonly Step[]
  readonly #most: number
  #atOnce: number
  readonly #start = Date.now()
  /** For each step, over how few links things were reached on the way to it: over fewer, they lead farther. */
  readonly #reached: Map<string, number>[]
  /** For each step, what answers it. */
  readonly #found: Map<string, Visit>[]
  /** A stack. */
  readonly #work: Work[] = []
  /** What lies behind things beside which others answer: followed when all else is, in any order. */
  readonly #behind: Work[] = []
  #within: Within = []
  #started: ReadonlySet<string> = new Set()
  #visited = 0

  constructor(
    tx: Tx,
    visible: string[] | null,
    steps: readonly Step[],
    { first = FIRST, most = MOST_VISITED }: { first?: number; most?: number } = {},
  ) {
    this.#tx = tx
    this.#most = most
    this.#visible = visible
    this.#steps = steps
    this.#atOnce = first
    this.#reached = steps.map(() => new Map())
    this.#found = steps.map(() => new Map())
  }

  /** What answers the last step. */
  async run(): Promise<Visit[]> {
    const within = await narrow(this.#tx, this.#visible, this.#steps)
    if (!within) return []
    this.#within = within
    const all = await this.#searchFrom(Math.min(FIRST_STARTS, this.#most))
    if (!all && !this.cut) await this.#searchFrom(this.#most)
    return [...(this.#found.at(-1)?.values() ?? [])]
  }

  /** Searches from what may answer the first step, of which at most so many are looked at. Returns whether these are all. */
  async #searchFrom(limit: number): Promise<boolean> {
    const { starts, more } = await startsOf(this.#tx, this.#steps[0] as Step, this.#visible, {
      limit,
      among: this.#within[0],
      spread: limit < this.#most,
    })
    const known = this.#started
    this.#started = new Set(starts.map(({ id }) => id))
    const visits = starts.filter(({ id }) => !known.has(id))
    this.#later({ act: 'look', step: 0, far: 0, visits })
    for (let work = this.#next(); work && !this.#enough(); work = this.#next()) {
      const visits = work.visits.splice(0, this.#sizeOf(work))
      work.taken += visits.length
      if (work.visits.length === 0) this.#work.splice(this.#work.indexOf(work), 1)
      await (work.act === 'look' ? this.#look({ ...work, visits }) : this.#follow({ ...work, visits }))
      this.#atOnce = Math.min(AT_ONCE, Math.max(this.#atOnce, Math.floor(this.#visited * SHARE)))
    }
    if (more && limit === this.#most) this.cut = true
    return !more
  }

  #next(): Work | undefined {
    if (this.#work.length === 0) this.#work.push(...this.#behind.splice(0))
    return this.#work.at(-1)
  }

  /** How many of some work's things to take. */
  #sizeOf({ taken, foundBefore }: Work): number {
    const found = this.#found.at(-1)?.size ?? 0
    const wanted = MOST_PATHS - found
    if (found === foundBefore || wanted <= 0) return this.#atOnce
    const enough = Math.ceil((AND_A_FEW * wanted * taken) / (found - foundBefore))
    // Of the next ones more may lead to what is found already.
    return Math.min(AT_ONCE, Math.max(FIRST, enough, taken))
  }

  /** Whether to look no further, though there is something left to look at. */
  #enough(): boolean {
    const found = this.#found.at(-1)?.size ?? 0
    const ms = Date.now() - this.#start
    const plenty = found >= MOST_FOUND || (found >= MOST_PATHS && ms > SOON_MS)
    if (!plenty && this.#visited <= this.#most && ms <= LONGEST_MS) return false
    this.cut = true
    return true
  }

  /** Parts what was reached into answers to the step, which lead to the next one, and what only lies on the way there. */
  async #look({ step, far, visits }: Work): Promise<void> {
    this.#visited += visits.length
    const arrow = this.#steps[step]?.arrow
    const holding = await this.#holding(visits, this.#steps[step] as Step)
    const found = this.#found[step] as Map<string, Visit>
    const fresh = visits.filter(({ id }) => holding.has(id) && !found.has(id))
    for (const visit of fresh) found.set(visit.id, visit)
    const passed = visits.filter(({ id }) => !holding.has(id))
    // Where some answer, the rest beside them may as well: what lies behind waits.
    if (arrow && !arrow.kinds && far < FARTHEST)
      this.#later({ act: 'follow', step, far, visits: passed }, fresh.length > 0 ? this.#behind : this.#work)
    if (step + 1 < this.#steps.length) this.#later({ act: 'follow', step: step + 1, far: 0, visits: fresh })
  }

  async #follow({ step, far, visits: front }: Work): Promise<void> {
    const reached = this.#reached[step] as Map<string, number>
    const within = this.#within[step]
    const byId = new Map(front.map((visit) => [visit.id, visit]))
    const hops = await hopsFrom(this.#tx, [...byId.keys()], this.#steps[step]?.arrow as Arrow, this.#visible)
    const visits: Visit[] = []
    for (const { near, id, ...hop } of hops) {
      const from = byId.get(near)
      if (within && !within.has(id)) continue
      if ((reached.get(id) ?? Number.POSITIVE_INFINITY) <= far + 1 || beganAt(from, step) === id) continue
      reached.set(id, far + 1)
      visits.push({ ...hop, id, from, step })
    }
    this.#later({ act: 'look', step, far: far + 1, visits })
  }

  #later(work: Omit<Work, 'taken' | 'foundBefore'>, to = this.#work): void {
    if (work.visits.length > 0) to.push({ ...work, taken: 0, foundBefore: this.#found.at(-1)?.size ?? 0 })
  }

  /** Ids of those that answer a step. */
  async #holding(visits: readonly Visit[], { kind, condition }: Step): Promise<Set<string>> {
    const ids = visits.filter((visit) => kind === '*' || visit.kind === kind).map(({ id }) => id)
    if (!condition) return new Set(ids)
    const nodes = await loadSubjects(this.#tx, ids, { visible: this.#visible, posture: condition.posture })
    return new Set(nodes.filter(({ subject }) => condition.holds(subject)).map(({ id }) => id))
  }
}

/** What answered the step before, where the way to a step began: going round to itself is no answer. */
function beganAt(visit: Visit | undefined, step: number): string | undefined {
  let first = visit
  while (first?.from && first.step === step) first = first.from
  return first?.id
}
