import { queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { User } from '../api/types.ts'

/** Everyone, by name: to choose from. */
export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: ({ signal }) => request<User[]>('/users', { signal }),
})
