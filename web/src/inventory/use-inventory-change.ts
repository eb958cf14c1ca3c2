import { useMutation, useQueryClient } from '@tanstack/react-query'
import { noteChange } from '../api/live-events.ts'
import { request } from '../api/request.ts'
import type { Application, ApplicationChange, Asset, AssetChange, NewApplication } from '../api/types.ts'
import { failed, told } from '../feedback/notify.ts'
import { usePatchRows } from '../list/keyset-list.ts'

/** Changes an application; its row shows it at once. */
export function useApplicationChange(id: string) {
  const client = useQueryClient()
  const patchRows = usePatchRows<Application>('/applications')
  return useMutation({
    mutationFn: (change: ApplicationChange) =>
      request<Application>(`/applications/${id}`, { method: 'PATCH', body: change }),
    onSuccess: (application) => {
      client.setQueryData(['application', id], application)
      noteChange('inventory', client)
      patchRows((row) => (row.id === id ? application : row))
      told('Saved. Scores follow.')
    },
    onError: failed,
  })
}

export function useAssetChange(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: AssetChange) => request<Asset>(`/assets/${id}`, { method: 'PATCH', body: change }),
    onSuccess: () => {
      noteChange('inventory', client)
      told('Saved. Scores follow.')
    },
    onError: failed,
  })
}

export function useNewApplication() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: NewApplication) => request<Application>('/applications', { method: 'POST', body }),
    onSuccess: () => noteChange('inventory', client),
    onError: failed,
  })
}

/** Deletes an application (its assets stay) or an asset (with everything it owns). */
export function useInventoryDelete(path: `/applications/${string}` | `/assets/${string}`) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => request<void>(path, { method: 'DELETE' }),
    onSuccess: () => noteChange('inventory', client),
    onError: failed,
  })
}
