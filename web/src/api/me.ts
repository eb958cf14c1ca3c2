import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { request } from './request.ts'
import type { Me } from './types.ts'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => request<Me>('/me', { signal }),
  staleTime: 5 * 60_000,
})

/** Who is signed in; pages inside the shell are only shown once this is known. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data

/** Whether the signed-in person may do something, e.g. `findings:triage`. The server decides; this only hides what it would refuse. */
export const useMay = (permission: string): boolean => useMe().permissions.includes(permission)
