import type { FindingFilter } from '../findings/queries/filter.ts'
import { AppError } from '../platform/errors.ts'
import { findingFilter } from './contract/findings.ts'

/**
 * The filter that a findings list's address asks for (`state=open&severity=high`, with or without `?`). What else an address holds (the order,
 * the open panel) is left out. Throws `bad_query` for a filter's value that means nothing.
 */
export function filterOfSearch(search: string): FindingFilter {
  const given: Record<string, string[]> = {}
  for (const [name, value] of new URLSearchParams(search)) given[name] = [...(given[name] ?? []), value]
  const single = Object.entries(given).map(([name, values]) => [
    name,
    values.length === 1 ? values[0] : values,
  ])
  const read = findingFilter.safeParse(Object.fromEntries(single))
  if (!read.success) {
    const [issue] = read.error.issues
    throw new AppError(
      'bad_query',
      400,
      `The query's ${issue?.path.join('.')} is not usable: ${issue?.message}.`,
    )
  }
  const known = Object.entries(read.data).filter(([, value]) => value !== undefined)
  return Object.fromEntries(known) as FindingFilter
}
