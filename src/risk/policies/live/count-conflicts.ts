import type { Conflict } from '../evaluate.ts'

export interface CountedConflict extends Conflict {
  /** Open findings that both rules are about. */
  findings: number
}

/** Adds up which rules contradict each other on how many findings. */
export class ConflictCounts {
  readonly #counts = new Map<string, CountedConflict>()

  add(conflicts: readonly Conflict[], findings: number): void {
    for (const { taken, against } of conflicts) {
      const key = JSON.stringify([taken, against])
      const before = this.#counts.get(key)
      if (before) before.findings += findings
      else this.#counts.set(key, { taken, against, findings })
    }
  }

  /** Most findings first. */
  all(): CountedConflict[] {
    return [...this.#counts.values()].sort((a, b) => b.findings - a.findings)
  }
}
