import { Checkbox } from '@mantine/core'
import { useMay } from '../api/me.ts'
import type { PolicyRow } from '../api/types.ts'
import { usePolicyChange } from './use-policy-change.ts'

/** Whether a policy is in force, to be changed where one may. */
export function InForceBox({ policy }: { policy: PolicyRow }) {
  const change = usePolicyChange(policy.id)
  const mayWrite = useMay('policies:write')
  return (
    <Checkbox
      aria-label={`${policy.name} in force`}
      checked={change.isPending ? (change.variables.enabled ?? policy.enabled) : policy.enabled}
      disabled={!mayWrite || change.isPending}
      onChange={(event) => change.mutate({ enabled: event.currentTarget.checked })}
    />
  )
}
