import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-error.ts'

/** Answers stay fresh until an event says otherwise (see live-events.ts); half a minute covers a lost connection. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && (!(error instanceof ApiError) || error.status >= 500),
    },
  },
})
