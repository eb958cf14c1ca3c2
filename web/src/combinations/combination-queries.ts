import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { noteChange } from '../api/live-events.ts'
import { request } from '../api/request.ts'
import type {
  CombinationChange,
  CombinationDetail,
  CombinationDryRun,
  Combinations,
  CombinationValidation,
  CombinationVocabulary,
  PolicyRevision,
} from '../api/types.ts'
import { failed, told } from '../feedback/notify.ts'

export const combinationsQuery = queryOptions({
  queryKey: ['combinations', 'all'],
  queryFn: ({ signal }) => request<Combinations>('/combinations', { signal }),
})

export const combinationQuery = (id: string) =>
  queryOptions({
    queryKey: ['combinations', 'one', id],
    queryFn: ({ signal }) =>
      request<CombinationDetail>(`/combinations/${encodeURIComponent(id)}/definition`, { signal }),
  })

/** All texts of one, the newest first. */
export const combinationRevisionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['combinations', 'one', id, 'revisions'],
    queryFn: ({ signal }) =>
      request<PolicyRevision[]>(`/combinations/${encodeURIComponent(id)}/revisions`, { signal }),
  })

/** Names of keys, things, links and facts: they change with the server only. */
export const combinationVocabularyQuery = queryOptions({
  queryKey: ['combination-vocabulary'],
  queryFn: ({ signal }) => request<CombinationVocabulary>('/combinations/vocabulary', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

/** What is wrong with a text, and what its examples come to. */
export const combinationValidationQuery = (text: string) =>
  queryOptions({
    queryKey: ['combination-validation', text],
    queryFn: ({ signal }) =>
      request<CombinationValidation>('/combinations/validate', { method: 'POST', body: { text }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
    retry: false,
  })

/** Where a text would be found in the estate; nothing is kept. */
export const useCombinationDryRun = () =>
  useMutation({
    mutationFn: (text: string) =>
      request<CombinationDryRun>('/combinations/dry-run', { method: 'POST', body: { text } }),
    onError: failed,
  })

/** Keeps a new text or a change, or deletes one. The estate is searched anew by a job. */
export function useCombinationChange() {
  const client = useQueryClient()
  const after = (words: string) => async () => {
    told(words)
    noteChange('finding', client)
    await client.invalidateQueries({ queryKey: ['combinations'] })
  }
  const add = useMutation({
    mutationFn: (text: string) =>
      request<CombinationDetail>('/combinations', { method: 'POST', body: { text } }),
    onSuccess: after('Kept. The estate is being searched for it.'),
    onError: failed,
  })
  const change = useMutation({
    mutationFn: ({ id, ...body }: CombinationChange & { id: string }) =>
      request<CombinationDetail>(`/combinations/${encodeURIComponent(id)}`, { method: 'PATCH', body }),
    onSuccess: after('Changed. The estate is being searched anew.'),
    onError: async (error) => {
      failed(error)
      // Somebody may have saved it meanwhile: then saving asks.
      await client.invalidateQueries({ queryKey: ['combinations'] })
    },
  })
  const remove = useMutation({
    mutationFn: (id: string) => request(`/combinations/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    // Not its own text, which is still on screen and there no more.
    onSuccess: async () => {
      told('Deleted. What it found is closed by the next search.')
      await client.invalidateQueries({ queryKey: combinationsQuery.queryKey })
    },
    onError: failed,
  })
  return { add, change, remove }
}
