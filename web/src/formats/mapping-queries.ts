import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { Mapping, MappingDraft, MappingPreview, MappingVersion, StoredMapping } from '../api/types.ts'
import type { Sample } from './sample.ts'

export const mappingsQuery = queryOptions({
  queryKey: ['mappings'],
  queryFn: ({ signal }) => request<StoredMapping[]>('/mappings', { signal }),
})

/** One version of a mapping; without one the current. */
export const mappingQuery = (id: string, version?: string) =>
  queryOptions({
    queryKey: ['mappings', id, version],
    queryFn: ({ signal }) =>
      request<StoredMapping>(`/mappings/${id}${version ? `/versions/${version}` : ''}`, { signal }),
  })

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['mappings', id, 'versions'],
    queryFn: ({ signal }) => request<MappingVersion[]>(`/mappings/${id}/versions`, { signal }),
  })

export interface Place {
  elements?: string | undefined
  each?: string | undefined
}

/** What a sample has at a place; without one where its results most likely are. */
export const draftQuery = (sample: Sample | null, place: Place) =>
  queryOptions({
    queryKey: ['mapping-draft', sample?.key, place],
    queryFn: ({ signal }) =>
      request<MappingDraft>('/mappings/draft', {
        method: 'POST',
        body: { sample: sample?.text, ...place },
        signal,
      }),
    enabled: sample !== null,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    retry: false,
  })

/** A mapping as the form has it, or as its YAML is being typed. */
export type Wanted = { mapping: Mapping } | { yaml: string }

export const previewQuery = (sample: Sample | null, wanted: Wanted | null) =>
  queryOptions({
    queryKey: ['mapping-preview', sample?.key, wanted],
    queryFn: ({ signal }) =>
      request<MappingPreview>('/mappings/preview', {
        method: 'POST',
        body: { sample: sample?.text ?? '', beginning: sample?.beginning ?? false, ...wanted },
        signal,
      }),
    enabled: wanted !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  })

/** A mapping was saved or deleted: what can be read is another list now. */
export async function mappingsChanged(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['mappings'] }),
    client.invalidateQueries({ queryKey: ['formats'] }),
  ])
}
