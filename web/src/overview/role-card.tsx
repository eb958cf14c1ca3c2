import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Caveat } from '../api/types.ts'
import { AsOfNotice } from '../as-of/as-of-picker.tsx'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { RowsLink } from '../findings/rows-link.tsx'
import { count } from '../words/format.ts'
import styles from './overview-page.module.css'
import { OverviewSkeleton } from './overview-skeleton.tsx'
import figures from './role-view.module.css'

/** A role's view: what is not known first, then its cards. */
export function RoleGrid<T extends { caveats: Caveat[] }>({
  query,
  asOf,
  children,
}: {
  query: UseQueryResult<T>
  asOf: string | undefined
  children: (data: T) => ReactNode
}) {
  if (query.error && !query.data) return <ErrorPanel error={query.error} retry={() => void query.refetch()} />
  if (!query.data) return <OverviewSkeleton />
  return (
    <>
      <AsOfNotice asOf={asOf} caveats={query.data.caveats} />
      <div className={styles.grid}>{children(query.data)}</div>
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
