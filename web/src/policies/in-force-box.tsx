import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useMay } from '../api/me.ts'
import type { PolicyRow } from '../api/types.ts'
import { usePolicyChange } from './use-policy-change.ts'

/** Whether a policy is in force, to be changed where one may. */
export function InForceBox({ policy }: { policy: PolicyRow }) {
  const change = usePolicyChange(policy.id)
  const mayWrite = useMay('policies:write')
  // Shown with the click: that the change is under way is told a moment later, and the mark would go back until then.
  const [wished, setWished] = useState<boolean>()
  const wish = (enabled: boolean) => {
    setWished(enabled)
    change.mutate({ enabled }, { onSettled: () => setWished(undefined) })
  }
  return (
    <Checkbox
      aria-label={`${policy.name} in force`}
      checked={wished ?? policy.enabled}
      disabled={!mayWrite || change.isPending}
      onChange={(event) => wish(event.currentTarget.checked)}
    />
  )
}
