import type { Tx } from '../../../platform/database.ts'
import { hopsFrom, startsOf, type Visit } from './follow.ts'
import { loadSubjects } from './load-subjects.ts'
import type { Arrow, Step } from './parse-question.ts'

/** Bounds on a question: links over which a plain arrow goes, things looked at in all, answers, and time. */
const FARTHEST = 8
const MOST_VISITED = 50_000
const MOST_FOUND = 1_000
/** Answers that are shown, and time after which no more are looked for once there are as many. */
export const MOST_PATHS = 200
const SOON_MS = 250
export const LONGEST_MS = 5_000
/** Things that are looked at together: few at first, so that the first answers come soon, then a share of those before, so that a statement is worth its trip. */
const FIRST = 16
const AT_ONCE = 1_000
const SHARE = 1 / 4

/** Things that were reached over `far` links on the way to a step and are to be looked at, or whose links are to be followed on that way. */
interface Work {
  act: 'look' | 'follow'
  step: number
  far: number
  visits: Visit[]
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
  #atOnce: number
  readonly #start = Date.now()
  /** For each step, over how few links things were reached on the way to it: over fewer, they lead farther. */
  readonly #reached: Map<string, number>[]
  /** For each step, what answers it. */
  readonly #found: Map<string, Visit>[]
  /** A stack. */
  readonly #work: Work[] = []
  #visited = 0

  constructor(tx: Tx, visible: string[] | null, steps: readonly Step[], first = FIRST) {
    this.#tx = tx
    this.#visible = visible
    this.#steps = steps
    this.#atOnce = first
    this.#reached = steps.map(() => new Map())
    this.#found = steps.map(() => new Map())
  }

  /** What answers the last step. */
  async run(): Promise<Visit[]> {
    const [first] = this.#steps as [Step]
    const { starts, more } = await startsOf(this.#tx, first, this.#visible, MOST_VISITED)
    this.cut = more
    this.#later({ act: 'look', step: 0, far: 0, visits: starts })
    for (let work = this.#work.at(-1); work && !this.#enough(); work = this.#work.at(-1)) {
      const part = { ...work, visits: work.visits.splice(0, this.#atOnce) }
      if (work.visits.length === 0) this.#work.pop()
      await (work.act === 'look' ? this.#look(part, work.visits.length > 0) : this.#follow(part))
      this.#atOnce = Math.min(AT_ONCE, Math.max(this.#atOnce, Math.floor(this.#visited * SHARE)))
    }
    return [...(this.#found.at(-1)?.values() ?? [])]
  }

  /** Whether to look no further, though there is something left to look at. */
  #enough(): boolean {
    const found = this.#found.at(-1)?.size ?? 0
    const ms = Date.now() - this.#start
    const plenty = found >= MOST_FOUND || (found >= MOST_PATHS && ms > SOON_MS)
    if (!plenty && this.#visited <= MOST_VISITED && ms <= LONGEST_MS) return false
    this.cut = true
    return true
  }

  /** Parts what was reached into answers to the step, which lead to the next one, and what only lies on the way there. */
  async #look({ step, far, visits }: Work, more: boolean): Promise<void> {
    this.#visited += visits.length
    const arrow = this.#steps[step]?.arrow
    const holding = await this.#holding(visits, this.#steps[step] as Step)
    const found = this.#found[step] as Map<string, Visit>
    const fresh = visits.filter(({ id }) => holding.has(id) && !found.has(id))
    for (const visit of fresh) found.set(visit.id, visit)
    const passed = visits.filter(({ id }) => !holding.has(id))
    // Where some answer, the rest beside them may as well: what lies behind waits.
    const behind = fresh.length > 0 && more ? 1 : 0
    if (arrow && !arrow.kinds && far < FARTHEST)
      this.#later({ act: 'follow', step, far, visits: passed }, behind)
    if (step + 1 < this.#steps.length) this.#later({ act: 'follow', step: step + 1, far: 0, visits: fresh })
  }

  async #follow({ step, far, visits: front }: Work): Promise<void> {
    const reached = this.#reached[step] as Map<string, number>
    const byId = new Map(front.map((visit) => [visit.id, visit]))
    const hops = await hopsFrom(this.#tx, [...byId.keys()], this.#steps[step]?.arrow as Arrow, this.#visible)
    const visits: Visit[] = []
    for (const { near, id, ...hop } of hops) {
      const from = byId.get(near)
      if ((reached.get(id) ?? Number.POSITIVE_INFINITY) <= far + 1 || beganAt(from, step) === id) continue
      reached.set(id, far + 1)
      visits.push({ ...hop, id, from, step })
    }
    this.#later({ act: 'look', step, far: far + 1, visits })
  }

  /** Puts work on the stack, or below the topmost. */
  #later(work: Work, below = 0): void {
    if (work.visits.length > 0) this.#work.splice(this.#work.length - below, 0, work)
  }

  /** Ids of those that answer a step. */
  async #holding(visits: readonly Visit[], { kind, condition }: Step): Promise<Set<string>> {
    const ids = visits.filter((visit) => kind === '*' || visit.kind === kind).map(({ id }) => id)
    if (!condition) return new Set(ids)
    const nodes = await loadSubjects(this.#tx, ids, this.#visible)
    return new Set(nodes.filter(({ subject }) => condition.holds(subject)).map(({ id }) => id))
  }
}

/** What answered the step before, where the way to a step began: going round to itself is no answer. */
function beganAt(visit: Visit | undefined, step: number): string | undefined {
  let first = visit
  while (first?.from && first.step === step) first = first.from
  return first?.id
}
