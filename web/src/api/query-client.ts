import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-error.ts'

/** Answers stay fresh until an event says otherwise (see live-events.ts); half a minute covers a lost connection. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: signInAgain }),
  defaultOptions: {
    // Without a network the server may still be there, on this machine; and who waits for one has to be told.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      refetchOnReconnect: true,
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && (!(error instanceof ApiError) || error.status >= 500),
    },
  },
})

/** A session that ended while the page was open leads to the door and back here. Who comes without one is met by the router. */
function signInAgain(error: Error, query: { queryKey: readonly unknown[] }): void {
  if (!(error instanceof ApiError) || error.status !== 401 || query.queryKey[0] === 'me') return
  if (queryClient.getQueryData(['me']) === undefined) return
  const next = encodeURIComponent(location.pathname + location.search)
  location.assign(`/sign-in?next=${next}`)
}
