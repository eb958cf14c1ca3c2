import { useMutation, useQueryClient } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { PolicyChange, PolicyDetail } from '../api/types.ts'
import { failed, told } from '../feedback/notify.ts'
import { policiesChanged, policyQuery } from './policy-queries.ts'

/** Puts a policy in force, takes it out, or trusts it. */
export function usePolicyChange(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: PolicyChange) =>
      request<PolicyDetail>(`/policies/${id}`, { method: 'PATCH', body: change }),
    onSuccess: async (saved, change) => {
      if (change.enabled !== undefined)
        told(
          saved.enabled
            ? `${saved.name} is in force. The findings follow.`
            : `${saved.name} is out of force.`,
        )
      client.setQueryData(policyQuery(saved.id).queryKey, saved)
      await policiesChanged(client)
    },
    onError: failed,
  })
}
