import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { PolicyEditor } from './policy-editor.tsx'
import { policyQuery } from './policy-queries.ts'

const route = getRouteApi('/shell/policies/$id')

/** One policy: what it says, what it does, what it did. */
export function PolicyPage() {
  const { id } = route.useParams()
  const { view } = route.useSearch()
  const navigate = route.useNavigate()
  const policy = useQuery(policyQuery(id))
  if (policy.error && !policy.data)
    return (
      <ErrorPanel
        error={policy.error}
        retry={() => void policy.refetch()}
        action={<LinkButton to="/policies">All policies</LinkButton>}
      />
    )
  if (!policy.data) return <PagePending />
  return (
    <PolicyEditor
      key={id}
      stored={policy.data}
      start={policy.data.text}
      view={view}
      onView={(shown) => void navigate({ search: { view: shown }, replace: true })}
    />
  )
}
