import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Caveat } from '../api/types.ts'
import { AsOfNotice } from '../as-of/as-of-picker.tsx'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { RowsLink } from '../findings/rows-link.tsx'
import { count } from '../words/format.ts'
import { NothingFound } from './nothing-found.tsx'
import styles from './overview-page.module.css'
import type { OverviewScope } from './overview-query.ts'
import { OverviewSkeleton } from './overview-skeleton.tsx'
import figures from './role-view.module.css'

/** A role's view: what is not known first, then its cards. */
export function RoleGrid<T extends { caveats: Caveat[]; findings: number }>({
  query,
  scope,
  anyway = false,
  children,
}: {
  query: UseQueryResult<T>
  scope: OverviewScope
  /** There is something to see even where nothing was ever found. */
  anyway?: boolean
  children: (data: T) => ReactNode
}) {
  if (query.error && !query.data) return <ErrorPanel error={query.error} retry={() => void query.refetch()} />
  if (!query.data) return <OverviewSkeleton />
  const isBare = query.data.findings === 0 && !anyway
  return (
    <>
      <AsOfNotice asOf={scope.asOf} caveats={query.data.caveats} />
      {isBare ? <NothingFound scope={scope} /> : <div className={styles.grid}>{children(query.data)}</div>}
    </>
  )
}

export interface Counted {
  label: string
  value: ReactNode
  link?: string | null
  beside?: ReactNode
}

/** A line of figures, each a link to its rows. */
export const FigureLine = ({ label, figures: shown }: { label: string; figures: Counted[] }) => (
  <dl className={figures.line} aria-label={label}>
    {shown.map(({ label, value, link, beside }) => (
      <div key={label}>
        <dt className={figures.quiet}>{label}</dt>
        <dd className={figures.figure}>
          <RowsLink link={link ?? null}>{typeof value === 'number' ? count(value) : value}</RowsLink>
          {beside && <span className={figures.quiet}> {beside}</span>}
        </dd>
      </div>
    ))}
  </dl>
)
