import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CombinationDetail } from '../api/types.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { CombinationEditor } from './combination-editor.tsx'
import { combinationQuery, combinationsQuery } from './combination-queries.ts'

const route = getRouteApi('/shell/combinations/$id')
const newRoute = getRouteApi('/shell/new-combination')

/** One combination: its text, what its examples come to, where it would be found. */
export function CombinationPage() {
  const { id } = route.useParams()
  const { view } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <WithText id={id}>
      {(stored) => (
        <CombinationEditor
          key={id}
          stored={stored}
          start={stored.text}
          view={view}
          onView={(shown) => void navigate({ search: { view: shown }, replace: true })}
        />
      )}
    </WithText>
  )
}

/** A new one begins as a copy, under a name of its own. */
export function NewCombinationPage() {
  const { from, view } = newRoute.useSearch()
  const navigate = newRoute.useNavigate()
  const first = useQuery(combinationsQuery).data?.items[0]?.id
  const id = from ?? first
  if (!id) return <PagePending />
  return (
    <WithText id={id}>
      {({ text }) => (
        <CombinationEditor
          key={id}
          stored={undefined}
          start={text.replace(/^combination: .*/m, 'combination: my-own')}
          view={view}
          onView={(shown) => void navigate({ search: { from, view: shown }, replace: true })}
        />
      )}
    </WithText>
  )
}

function WithText({ id, children }: { id: string; children: (stored: CombinationDetail) => ReactNode }) {
  const stored = useQuery(combinationQuery(id))
  if (stored.error && !stored.data)
    return (
      <ErrorPanel
        error={stored.error}
        retry={() => void stored.refetch()}
        action={<LinkButton to="/combinations">All combinations</LinkButton>}
      />
    )
  return stored.data ? children(stored.data) : <PagePending />
}
