import { SEVERITIES, type Severity, severityOfWord } from '../../model/severity.ts'
import type { Compile } from './readers.ts'
import type { Mapping } from './schema.ts'
import type { Lookup } from './value.ts'
import { wordTable } from './word-table.ts'

export interface Rating {
  severity: Severity
  /** The tool's own word or number. */
  word: string
  /** Whether the table, or the words that everybody uses, know it. */
  known: boolean
}

/** How severe an element is: by the table's words, its numbers, the words that everybody uses; else unknown. */
export function severityTable(
  given: Mapping['severity'],
  compile: Compile,
): (lookup: Lookup) => Rating | undefined {
  if (!given) return () => undefined
  const from = compile('severity.from', given.from)
  const words = wordTable(given.words)
  const thresholds = SEVERITIES.flatMap((severity) => {
    const least = given.numbers?.[severity]
    return least === undefined ? [] : [{ severity, least }]
  }).sort((a, b) => b.least - a.least)
  const byNumber = (word: string): Severity | undefined => {
    const number = Number(word)
    return Number.isNaN(number) ? undefined : thresholds.find(({ least }) => number >= least)?.severity
  }
  return (lookup) => {
    const [word] = from.of(lookup)
    if (word === undefined) return undefined
    const severity = words(word) ?? byNumber(word) ?? severityOfWord(word)
    const known = severity !== 'unknown' || words(word) !== undefined
    return {
      severity: known ? severity : (given.else ?? 'unknown'),
      word,
      known: known || given.else !== undefined,
    }
  }
}
