import { useMutation, useQueryClient } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { Dashboard, Role } from '../api/types.ts'
import { failed } from '../feedback/notify.ts'

/** What makes, copies, brings in and deletes dashboards, and says which one a role sees first. */
export function useDashboards() {
  const client = useQueryClient()
  const options = {
    onSuccess: () => client.invalidateQueries({ queryKey: ['dashboards'] }),
    onError: failed,
  }
  const make = useMutation({
    mutationFn: (name: string) => request<Dashboard>('/dashboards', { method: 'POST', body: { name } }),
    ...options,
  })
  const bring = useMutation({
    mutationFn: async (file: File) =>
      request<Dashboard>('/dashboards/import', { method: 'POST', body: fileContent(await file.text()) }),
    ...options,
  })
  const duplicate = useMutation({
    mutationFn: (id: string) =>
      request<Dashboard>(`/dashboards/${id}/duplicate`, { method: 'POST', body: {} }),
    ...options,
  })
  const remove = useMutation({
    mutationFn: (id: string) => request(`/dashboards/${id}`, { method: 'DELETE' }),
    ...options,
  })
  const setDefault = useMutation({
    mutationFn: ({ role, dashboard }: { role: Role; dashboard: string | null }) =>
      request(`/dashboards/defaults/${role}`, { method: 'PUT', body: { dashboard } }),
    ...options,
  })
  return { make, bring, duplicate, remove, setDefault }
}

function fileContent(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('This file is no JSON. Choose one that “Export as JSON” of a dashboard wrote.')
  }
}
