import { Checkbox } from '@mantine/core'
import { useMay } from '../api/me.ts'
import type { PolicyRow } from '../api/types.ts'
import { useWish } from '../api/use-wish.ts'
import { usePolicyChange } from './use-policy-change.ts'

/** Whether a policy is in force, to be changed where one may. */
export function InForceBox({ policy }: { policy: PolicyRow }) {
  const change = usePolicyChange(policy.id)
  const mayWrite = useMay('policies:write')
  const [enabled, wish] = useWish(policy.enabled, (wished, onSettled) =>
    change.mutate({ enabled: wished }, { onSettled }),
  )
  return (
    <Checkbox
      aria-label={`${policy.name} in force`}
      checked={enabled}
      disabled={!mayWrite || change.isPending}
      onChange={(event) => wish(event.currentTarget.checked)}
    />
  )
}
