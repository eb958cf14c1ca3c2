import type { Found } from './elements.ts'
import type { Plan } from './plan.ts'

/** Counts what a mapping reads out of a sample, for whoever is making it. */
export class Tally {
  elements = 0
  skipped = 0
  /** For how many elements each field of the mapping found something. */
  readonly filled = new Map<string, number>()

  element(plan: Plan, { lookup }: Found): void {
    this.elements++
    for (const [field, value] of plan.fields)
      if (value.of(lookup).length > 0) this.filled.set(field, (this.filled.get(field) ?? 0) + 1)
  }

  skip(): void {
    this.skipped++
  }
}
