import { useQuery } from '@tanstack/react-query'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { ByApplication } from './by-application.tsx'
import { ByKind } from './by-kind.tsx'
import { Changes } from './changes.tsx'
import { FixFirst } from './fix-first.tsx'
import { Funnel } from './funnel.tsx'
import { NothingFound } from './nothing-found.tsx'
import { OpenNow } from './open-now.tsx'
import styles from './overview-page.module.css'
import { type OverviewScope, overviewQueryOf } from './overview-query.ts'
import { OverviewSkeleton } from './overview-skeleton.tsx'
import { Trend } from './trend.tsx'

/** Where we stand, what changed, what to do next. */
export function PostureView({ scope }: { scope: OverviewScope }) {
  const overview = useQuery(overviewQueryOf(scope))
  if (overview.error && !overview.data)
    return <ErrorPanel error={overview.error} retry={() => void overview.refetch()} />
  if (!overview.data) return <OverviewSkeleton />
  const { open, trend, funnel, fixFirst, changes, byApplication, byKind, counts } = overview.data
  // A report that found nothing is news as well: then the figures are shown.
  if (counts.reports === 0 && funnel.findings === 0) return <NothingFound scope={scope} />
  const part = { application: scope.application, team: scope.team, asOf: scope.asOf }
  return (
    <div className={styles.grid}>
      <OpenNow open={open} scope={part} />
      <Trend trend={trend} past={scope.asOf !== undefined} />
      <Funnel funnel={funnel} scope={part} />
      <FixFirst findings={fixFirst} scope={part} />
      <Changes changes={changes} />
      <ByApplication applications={byApplication} />
      <ByKind kinds={byKind} scope={part} />
    </div>
  )
}
