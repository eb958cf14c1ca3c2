import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type {
  DryRun,
  PolicyConflict,
  PolicyDetail,
  PolicyRevision,
  PolicyRow,
  PolicyScopeInput,
  PolicyTests,
  PolicyValidation,
  PolicyVocabulary,
} from '../api/types.ts'

export const policiesQuery = queryOptions({
  queryKey: ['policy', 'all'],
  queryFn: ({ signal }) => request<PolicyRow[]>('/policies', { signal }),
})

export const policyQuery = (id: string) =>
  queryOptions({
    queryKey: ['policy', 'one', id],
    queryFn: ({ signal }) => request<PolicyDetail>(`/policies/${id}`, { signal }),
  })

export const revisionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['policy', 'one', id, 'revisions'],
    queryFn: ({ signal }) => request<PolicyRevision[]>(`/policies/${id}/revisions`, { signal }),
  })

export const conflictsQuery = queryOptions({
  queryKey: ['policy', 'conflicts'],
  queryFn: ({ signal }) => request<PolicyConflict[]>('/policies/conflicts', { signal }),
})

/** How many assets a change of policies still has to be applied to. Asked again while there are any. */
export const applyingQuery = queryOptions({
  queryKey: ['policy', 'applying'],
  queryFn: ({ signal }) => request<{ waiting: number; done: boolean }>('/policies/applying', { signal }),
  refetchInterval: ({ state }) => (state.data && !state.data.done ? 1000 : false),
})

/** Names of facts, functions and effects: they change with the server only. */
export const vocabularyQuery = queryOptions({
  queryKey: ['policy-vocabulary'],
  queryFn: ({ signal }) => request<PolicyVocabulary>('/policies/vocabulary', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

const ofText = <T>(name: string, path: string, text: string) =>
  queryOptions({
    queryKey: [name, text],
    queryFn: ({ signal }) => request<T>(path, { method: 'POST', body: { text }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
    retry: false,
  })

/** What is wrong with a text, and where. */
export const validationQuery = (text: string) =>
  ofText<PolicyValidation>('policy-validation', '/policies/validate', text)

/** What the tests in a text come to. */
export const testsQuery = (text: string) => ofText<PolicyTests>('policy-tests', '/policies/test', text)

export interface DryRunWish {
  text: string
  scope: PolicyScopeInput
  replaces?: string | undefined
}

/** What a text would do to the findings that there are. */
export const runDry = (wish: DryRunWish): Promise<DryRun> =>
  request<DryRun>('/policies/dry-run', { method: 'POST', body: wish })

/** Policies changed: so did what they say of everything. */
export const policiesChanged = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ queryKey: ['policy'] })
