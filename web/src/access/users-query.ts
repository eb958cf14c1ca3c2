import { queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { Page, User } from '../api/types.ts'

/** Everyone, by name: to choose from. */
export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: ({ signal }) =>
    request<Page<User>>('/users', { query: { limit: 500 }, signal }).then((page) => page.items),
})
