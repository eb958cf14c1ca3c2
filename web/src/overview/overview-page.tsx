import { SegmentedControl } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Overview } from '../api/types.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { Page } from '../shell/page.tsx'
import { ByApplication } from './by-application.tsx'
import { ByKind } from './by-kind.tsx'
import { Changes } from './changes.tsx'
import { FirstSteps } from './first-steps.tsx'
import { FixFirst } from './fix-first.tsx'
import { Funnel } from './funnel.tsx'
import { OpenNow } from './open-now.tsx'
import styles from './overview-page.module.css'
import { type OverviewSearch, overviewQueryOf } from './overview-query.ts'
import { OverviewSkeleton } from './overview-skeleton.tsx'
import { ScopeFilter } from './scope-filter.tsx'
import { Trend } from './trend.tsx'

const route = getRouteApi('/shell/')

const PERIODS = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'Year' },
]

/** Where we stand, what changed, what to do next. */
export function OverviewPage() {
  const search: OverviewSearch = route.useSearch()
  const navigate = route.useNavigate()
  const overview = useQuery({ ...overviewQueryOf(search), placeholderData: keepPreviousData })
  const change = (part: OverviewSearch) =>
    void navigate({ search: (old: OverviewSearch) => ({ ...old, ...part }) })
  return (
    <Page
      title="Overview"
      actions={
        <>
          <ScopeFilter search={search} onChange={change} />
          <SegmentedControl
            aria-label="Period"
            data={PERIODS}
            value={search.days ?? '90'}
            onChange={(days) => change({ days: days === '90' ? undefined : days })}
          />
        </>
      }
    >
      {overview.data ? (
        <Loaded overview={overview.data} scope={{ application: search.application, team: search.team }} />
      ) : overview.error ? (
        <ErrorPanel error={overview.error} retry={() => void overview.refetch()} />
      ) : (
        <OverviewSkeleton />
      )}
    </Page>
  )
}

function Loaded({
  overview,
  scope,
}: {
  overview: Overview
  scope: { application?: string | undefined; team?: string | undefined }
}) {
  if (overview.counts.reports === 0) return <FirstSteps />
  return (
    <div className={styles.grid}>
      <OpenNow open={overview.open} scope={scope} />
      <Trend trend={overview.trend} />
      <Funnel funnel={overview.funnel} scope={scope} />
      <FixFirst findings={overview.fixFirst} scope={scope} />
      <Changes changes={overview.changes} />
      <ByApplication applications={overview.byApplication} />
      <ByKind kinds={overview.byKind} scope={scope} />
    </div>
  )
}
