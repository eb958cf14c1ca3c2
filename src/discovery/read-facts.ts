import type { AnyUnit, DiscoveryProblem, FileFacts, Unit } from './contract.ts'
import type { SourceFile } from './source/source-file.ts'

/** What all units made of one file. Plain JSON, kept by the file's content. */
export interface KeptFacts {
  /** Unit id → its facts; units that found nothing are left out. */
  facts: Record<string, unknown[]>
  problems: DiscoveryProblem[]
}

/** Lets every unit that wants the file read it. A unit that fails is one problem; the others still read. */
export function readFacts(units: readonly AnyUnit[], file: SourceFile): KeptFacts {
  const kept: KeptFacts = { facts: {}, problems: [] }
  for (const unit of units as readonly Unit[]) {
    if (!unit.wants(file.path) || unit.mentions?.test(file.text) === false) continue
    try {
      const facts = unit.read(file)
      if (facts.length > 0) kept.facts[unit.id] = facts
    } catch (error) {
      kept.problems.push({
        where: file.path,
        message: `${unit.id} could not read it: ${messageOf(error)}. What it holds is missing from the result.`,
      })
    }
  }
  return kept
}

/** The facts of one unit over all files, in the order of their paths. */
export const factsOf = (unit: AnyUnit, files: ReadonlyMap<string, KeptFacts>): FileFacts<never>[] =>
  [...files].flatMap(([path, { facts }]) => {
    const own = facts[unit.id]
    return own ? [{ path, facts: own as never[] }] : []
  })

const messageOf = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '').slice(0, 200) : String(error)
