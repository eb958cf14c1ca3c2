import { queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { ExceptionSettings } from '../api/types.ts'

/** From where on a second person has to approve, and how long an exception may last. */
export const settingsQuery = queryOptions({
  queryKey: ['exception-settings'],
  queryFn: ({ signal }) => request<ExceptionSettings>('/exception-settings', { signal }),
})
