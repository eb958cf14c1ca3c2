import { useDocumentTitle } from '@mantine/hooks'
import { IconBugOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ApiError } from '../api/api-error.ts'
import { useMay } from '../api/me.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { FindingSkeleton } from '../finding/finding-skeleton.tsx'
import styles from '../finding/finding-view.module.css'
import { advisoryQuery } from './advisory-queries.ts'
import { AdvisoryView } from './advisory-view.tsx'

const route = getRouteApi('/shell/advisories/$id')

/** What is known of one vulnerability, under any of its ids. */
export function AdvisoryPage() {
  const { id } = route.useParams()
  return (
    <div className={styles.page}>
      <Asked key={id} id={id} />
    </div>
  )
}

function Asked({ id }: { id: string }) {
  const advisory = useQuery(advisoryQuery(id))
  useDocumentTitle(`${id} · Stance`)
  if (advisory.data) return <AdvisoryView advisory={advisory.data} />
  if (!advisory.error) return <FindingSkeleton />
  if (advisory.error instanceof ApiError && advisory.error.status === 404) return <Unknown id={id} />
  return <ErrorPanel error={advisory.error} retry={() => void advisory.refetch()} />
}

function Unknown({ id }: { id: string }) {
  const maySee = useMay('intel:read')
  return (
    <EmptyState
      icon={<IconBugOff />}
      title={`No feed speaks of ${id}`}
      action={
        <>
          <Link to="/findings" search={{ advisory: id }}>
            Findings that name it
          </Link>
          {maySee && (
            <Link to="/settings/$section" params={{ section: 'intelligence' }}>
              What the feeds hold
            </Link>
          )}
        </>
      }
    >
      The feeds may not have been fetched yet, or the id is one that only a tool uses.
    </EmptyState>
  )
}
