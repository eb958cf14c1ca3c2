import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { PolicyEditor } from './policy-editor.tsx'
import { policyQuery } from './policy-queries.ts'
import { renamed } from './renamed.ts'
import { STARTER } from './starter.ts'

const route = getRouteApi('/shell/new-policy')

/** A policy in the making: from the beginning, or from another one. */
export function NewPolicyPage() {
  const { from, view } = route.useSearch()
  const navigate = route.useNavigate()
  const other = useQuery({ ...policyQuery(from ?? ''), enabled: from !== undefined })
  if (other.error) return <ErrorPanel error={other.error} retry={() => void other.refetch()} />
  if (from !== undefined && !other.data) return <PagePending />
  return (
    <PolicyEditor
      key={from ?? ''}
      stored={undefined}
      start={other.data ? renamed(other.data.text, `my-${other.data.name}`) : STARTER}
      view={view}
      onView={(shown) => void navigate({ search: { from, view: shown }, replace: true })}
    />
  )
}
