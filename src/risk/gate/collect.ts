import type { Item, Problem } from '../../formats/contract.ts'
import type { Observation } from '../../model/observation.ts'

export interface Told {
  tool: string
  observation: Observation
  /** When the tool looked, ISO 8601, where it says so. */
  at: string | undefined
}

/** What several reports say together. */
export interface Reports {
  told: Told[]
  /** Tools that ran, also those that found nothing. */
  tools: Set<string>
  problems: GateProblem[]
  problemCount: number
  /** A part of a report is missing: what it does not show may be there. */
  incomplete: boolean
}

export interface GateProblem {
  file: string
  where: string
  message: string
}

/** Enough to act on; the count tells how many there are. */
const MOST_PROBLEMS = 1_000

export const noReports = (): Reports => ({
  told: [],
  tools: new Set(),
  problems: [],
  problemCount: 0,
  incomplete: false,
})

/** Adds a report's items. `fallbackTool` is asked for where the report does not name its tool. */
export async function collect(
  into: Reports,
  file: string,
  items: AsyncIterable<Item>,
  fallbackTool: () => string,
): Promise<void> {
  let named: string | undefined
  let at: string | undefined
  for await (const item of items) {
    if (item.type === 'header') {
      named = item.tool
      at = item.producedAt
      into.tools.add(named ?? fallbackTool())
    } else if (item.type === 'problem') keep(into, file, item)
    else if (item.type === 'observation') {
      const tool = item.tool ?? named ?? fallbackTool()
      into.tools.add(tool)
      // Fixed by the tool's own word: it is not there.
      if (item.verdict?.state === 'fixed') continue
      const { raw: _, ...rest } = item
      into.told.push({ tool, observation: { ...rest, raw: '' }, at: item.seenAt ?? at })
    }
  }
}

function keep(into: Reports, file: string, { where, message, incomplete }: Problem): void {
  into.problemCount++
  if (incomplete) into.incomplete = true
  if (into.problems.length < MOST_PROBLEMS) into.problems.push({ file, where, message })
}
