import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { noteChange } from '../api/live-events.ts'
import { request } from '../api/request.ts'
import type { DiscoveryJob, NewDiscovery, Page } from '../api/types.ts'

const LOOK_AGAIN_MS = 1500
const DAY_MS = 86_400_000
/** More than these are seldom of interest beside the imports. */
const MOST = 20

export const isUnderWay = ({ status }: DiscoveryJob): boolean => status === 'queued' || status === 'running'

/** Repositories that were asked to be discovered, newest first. While one is under way it is looked at again and again. */
export const discoveriesQuery = queryOptions({
  queryKey: ['estate', 'discoveries'],
  queryFn: ({ signal }) => request<Page<DiscoveryJob>>('/discoveries', { query: { limit: MOST }, signal }),
  refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? LOOK_AGAIN_MS : false),
})

/** What is under way, and what ended within a day: older ones are among the imports, or were given up. */
export const ofInterest = (jobs: readonly DiscoveryJob[], now = Date.now()): DiscoveryJob[] =>
  jobs.filter((job) => isUnderWay(job) || now - Date.parse(job.finishedAt ?? job.requestedAt) < DAY_MS)

export function useNewDiscovery() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: NewDiscovery) => request<DiscoveryJob>('/discoveries', { method: 'POST', body }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: discoveriesQuery.queryKey })
      // An asset may have been made.
      noteChange('inventory', client)
    },
  })
}
