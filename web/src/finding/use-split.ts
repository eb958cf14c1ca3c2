import { useMutation, useQueryClient } from '@tanstack/react-query'
import { noteChange } from '../api/live-events.ts'
import { request } from '../api/request.ts'
import { failed, told } from '../feedback/notify.ts'

/** Takes observations out of a finding, into one of their own. They stay apart from then on. */
export function useSplit(finding: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (observations: string[]) =>
      request<{ id: string }>(`/findings/${finding}/split`, { method: 'POST', body: { observations } }),
    onSuccess: () => {
      noteChange('finding', client)
      told('Split off. They stay apart from now on.')
    },
    onError: failed,
  })
}

/** Makes a finding part of another one of the same asset. */
export function useJoin(finding: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (into: string) =>
      request<{ id: string }>(`/findings/${finding}/join`, { method: 'POST', body: { into } }),
    onSuccess: () => {
      noteChange('finding', client)
      told('Joined. Both histories are kept.')
    },
    onError: failed,
  })
}
