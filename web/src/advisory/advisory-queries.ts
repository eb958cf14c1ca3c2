import { queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { Advisory, Finding, Page } from '../api/types.ts'

export const advisoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['advisory', id],
    queryFn: ({ signal }) => request<Advisory>(`/advisories/${encodeURIComponent(id)}`, { signal }),
  })

/** As many as a filter takes. */
const MOST_NAMES = 100
/** So many findings are shown; the list of findings has the rest. */
export const SHOWN = 100

/** All ids of a vulnerability, as the filter of findings takes them. */
export const namesOf = ({ id, aliases }: Pick<Advisory, 'id' | 'aliases'>): string =>
  [id, ...aliases].slice(0, MOST_NAMES).join(',')

/** Findings that speak of a vulnerability, the highest score first, whatever their state. */
export const advisoryFindingsQuery = (names: string) =>
  queryOptions({
    queryKey: ['finding', 'advisory', names],
    queryFn: ({ signal }) =>
      request<Page<Finding>>('/findings', { query: { advisory: names, limit: SHOWN }, signal }),
  })
