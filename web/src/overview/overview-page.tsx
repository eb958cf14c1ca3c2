import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense } from 'react'
import { useMe } from '../api/me.ts'
import { useChange } from '../api/use-change.ts'
import { AsOfPicker } from '../as-of/as-of-picker.tsx'
import { roleDefaultsQuery } from '../dashboards/dashboard-queries.ts'
import { Page } from '../shell/page.tsx'
import { type OverviewScope, type OverviewSearch, scopeOf } from './overview-query.ts'
import { OverviewSkeleton } from './overview-skeleton.tsx'
import { PostureView } from './posture-view.tsx'
import { ScopeFilter } from './scope-filter.tsx'
import { VIEWS, type View, viewOf } from './views.ts'

const route = getRouteApi('/shell/')

const PERIODS = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'Year' },
]

/** One file each: nobody looks at all of them. */
const CONTENT: Record<Exclude<View, 'dashboard'>, ComponentType<{ scope: OverviewScope }>> = {
  posture: PostureView,
  ciso: lazy(() => import('./ciso-view.tsx').then((m) => ({ default: m.CisoView }))),
  security: lazy(() => import('./security-view.tsx').then((m) => ({ default: m.SecurityView }))),
  developer: lazy(() => import('./developer-view.tsx').then((m) => ({ default: m.DeveloperView }))),
  auditor: lazy(() => import('./auditor-view.tsx').then((m) => ({ default: m.AuditorView }))),
}
const DashboardView = lazy(() =>
  import('../dashboards/dashboard-view.tsx').then((m) => ({ default: m.DashboardView })),
)

/** What each role has to know first; the whole posture stays one step away. */
export function OverviewPage() {
  const search: OverviewSearch = route.useSearch()
  const { role, permissions } = useMe()
  const defaults = useQuery(roleDefaultsQuery)
  const dashboard = defaults.data?.defaults[role] ?? null
  const change = useChange<OverviewSearch>(route.useNavigate(), false)
  const view = viewOf(search.view, role, dashboard !== null)
  const first = viewOf(undefined, role, dashboard !== null)
  const choices = VIEWS.filter((one) => !('permission' in one) || permissions.includes(one.permission))
  const scope = scopeOf(search)
  const Content = view === 'dashboard' ? null : CONTENT[view]
  return (
    <Page
      title="Overview"
      beside={
        <SegmentedControl
          aria-label="Overview for"
          data={[
            ...(dashboard ? [{ value: 'dashboard', label: 'Dashboard' }] : []),
            ...choices.map(({ id, label }) => ({ value: id, label })),
          ]}
          value={view}
          onChange={(chosen) => change({ view: chosen === first ? undefined : chosen })}
        />
      }
      actions={
        <>
          {Content && <ScopeFilter search={search} onChange={change} />}
          {Content && (
            <SegmentedControl
              aria-label="Period"
              data={PERIODS}
              value={search.days ?? '90'}
              onChange={(days) => change({ days: days === '90' ? undefined : days })}
            />
          )}
          <AsOfPicker asOf={search.asOf} onChange={(asOf) => change({ asOf })} />
        </>
      }
    >
      <Suspense fallback={<OverviewSkeleton />}>
        {Content ? (
          <Content scope={scope} />
        ) : (
          dashboard && <DashboardView id={dashboard} asOf={search.asOf} />
        )}
      </Suspense>
    </Page>
  )
}
