import type { FindingFilter } from '../queries/filter.ts'

/** A filter as the search part of the findings list's address, without `?`: commas and colons stay readable. */
export function searchOf(filter: FindingFilter & { sort?: string }): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) {
    const text = Array.isArray(value) ? value.join(',') : value
    if (text !== undefined && text !== '') search.set(name, String(text))
  }
  return search.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
}

/** A finding has one of each of these: then a group's value may stand for the filter's list that it is part of. */
const SINGLE = new Set([
  'severity',
  'kind',
  'state',
  'team',
  'application',
  'asset',
  'rule',
  'component',
  'assignee',
  'owner',
  'ssvc',
  'exploitMaturity',
  'reachability',
])

/** A filter narrowed to a group; null where no filter can say that: two tools that both must see it, two spans of time. */
export function narrowed(filter: FindingFilter, where: FindingFilter | null): FindingFilter | null {
  const clash =
    where &&
    Object.keys(where).some((name) => filter[name as keyof FindingFilter] !== undefined && !SINGLE.has(name))
  return where && !clash ? { ...filter, ...where } : null
}
