import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Query, request } from '../api/request.ts'
import type { Finding, Page } from '../api/types.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { placeOf } from '../words/advisory-of.ts'
import { score } from '../words/format.ts'
import { SeverityMark } from '../words/severity-mark.tsx'
import { TwoLines } from '../words/two-lines.tsx'
import styles from './inventory-view.module.css'

const FEW = 8

/** The open findings with the highest scores. */
export function TopFindings({ filter }: { filter: Query }) {
  const top = useQuery({
    queryKey: ['finding', 'top', filter],
    queryFn: ({ signal }) =>
      request<Page<Finding>>('/findings', { query: { ...filter, state: 'open', limit: FEW }, signal }),
  })
  if (top.error) return <ErrorPanel error={top.error} retry={() => void top.refetch()} />
  if (!top.data) return <Skeleton height="var(--row-height-tall)" />
  if (top.data.total === 0) return <p className={styles.quiet}>Nothing is open.</p>
  return (
    <ul>
      {top.data.items.map((finding) => (
        <li key={finding.id}>
          <FindingLink finding={finding} />
        </li>
      ))}
    </ul>
  )
}

/** A finding in two lines that leads to its page. */
export const FindingLink = ({ finding }: { finding: Finding }) => (
  <Link to="/findings/$id" params={{ id: finding.id }} className={styles.finding} preload={false}>
    <TwoLines
      mark={<SeverityMark severity={finding.severity} />}
      title={finding.title}
      below={placeOf(finding)}
      end={score(finding.score)}
    />
  </Link>
)
