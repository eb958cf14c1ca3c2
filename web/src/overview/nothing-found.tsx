import { IconCalendarOff, IconFilterOff, IconUsers } from '@tabler/icons-react'
import { useMe } from '../api/me.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { FirstSteps } from './first-steps.tsx'
import type { OverviewScope } from './overview-query.ts'

/** Nothing was ever found here, which is no praise: why, and the first step. */
export function NothingFound({ scope: { application, team, asOf } }: { scope: OverviewScope }) {
  const { role, teams } = useMe()
  if (asOf)
    return (
      <EmptyState icon={<IconCalendarOff />} title="Nothing was known on that day">
        Take a later day, or empty the date for today.
      </EmptyState>
    )
  if (application || team)
    return (
      <EmptyState
        icon={<IconFilterOff />}
        title="Nothing was found in this part yet"
        action={
          <LinkButton variant="filled" to="/imports">
            Import a report
          </LinkButton>
        }
      >
        No report about its assets had a finding. Look at the whole estate, or import what your scanners say
        of it.
      </EmptyState>
    )
  if (role === 'developer' && teams.length === 0)
    return (
      <EmptyState icon={<IconUsers />} title="You are in no team yet">
        You see what your teams own. Ask an administrator to put you into the team that owns your application.
      </EmptyState>
    )
  return <FirstSteps />
}
