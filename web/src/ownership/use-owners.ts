import { useMutation, useQueryClient } from '@tanstack/react-query'
import { noteChange } from '../api/live-events.ts'
import { request } from '../api/request.ts'
import { failed, told } from '../feedback/notify.ts'
import { counted } from '../words/format.ts'

/** Says who a name is, and hands over what somebody has. */
export function useOwners() {
  const client = useQueryClient()
  const map = useMutation({
    mutationFn: (body: { handle: string; is: { type: 'team' | 'person'; id: string } | null }) =>
      request('/owners/mapping', { method: 'PUT', body }),
    onSuccess: () => {
      noteChange('finding', client)
      return client.invalidateQueries({ queryKey: ['list', '/owners'] })
    },
    onError: failed,
  })
  const handOver = useMutation({
    mutationFn: (body: { from: string; to: string | null; note: string; filter?: { application: string } }) =>
      request<{ changed: number }>('/owners/hand-over', { method: 'POST', body }),
    onSuccess: ({ changed }) => {
      noteChange('finding', client)
      told(`${counted(changed, 'finding')} handed over.`)
    },
    onError: failed,
  })
  return { map, handOver }
}
