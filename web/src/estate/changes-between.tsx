import { Select, Skeleton } from '@mantine/core'
import { IconEqual, IconGitCompare } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { EstateChanges, Report } from '../api/types.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { counted, dateTime } from '../words/format.ts'
import { ChangeList } from './change-list.tsx'
import styles from './changes.module.css'
import { type Between, changesQuery, discoveriesOfQuery } from './changes-query.ts'

interface ChangesBetweenProps {
  /** Its id. */
  asset: string
  between: Between
  onBetween: (between: Between) => void
}

/** What changed between two discoveries of an asset, which can be chosen. */
export function ChangesBetween({ asset, between, onBetween }: ChangesBetweenProps) {
  const changes = useQuery(changesQuery(asset, between))
  const reports = useQuery(discoveriesOfQuery(asset)).data
  if (changes.error && !changes.data)
    return (
      <ErrorPanel
        error={changes.error}
        retry={() => (between.from || between.to ? onBetween({}) : void changes.refetch())}
      />
    )
  const { from, to } = changes.data ?? { from: null, to: null }
  if (changes.data && !to)
    return (
      <Nothing title="Not discovered yet">
        What there is shows after the first discovery, and what changed after the second.
      </Nothing>
    )
  return (
    <div className={styles.between}>
      {(reports === undefined || reports.length > 1) && (
        <div className={styles.choice}>
          <ReportChoice
            label="Before"
            reports={reports}
            value={between.from ?? from?.report}
            onChange={(report) => onBetween({ from: report, to: between.to ?? to?.report })}
          />
          <ReportChoice
            label="After"
            reports={reports}
            value={between.to ?? to?.report}
            onChange={(report) => onBetween({ from: between.from ?? from?.report, to: report })}
          />
        </div>
      )}
      {changes.data ? <Shown changes={changes.data} /> : <Waiting />}
    </div>
  )
}

function Shown({ changes: { from, to, changes } }: { changes: EstateChanges }) {
  if (!from || !to)
    return (
      <Nothing title="Discovered once">There is nothing before to compare with. Discover it again.</Nothing>
    )
  if (changes.length === 0)
    return (
      <EmptyState icon={<IconEqual />} title="Nothing changed">
        Between {dateTime(from.at)} and {dateTime(to.at)} endpoints, data, infrastructure, pipelines and third
        parties stayed as they were.
      </EmptyState>
    )
  const material = changes.filter((one) => one.material).length
  return (
    <>
      <p className={styles.sum} aria-live="polite">
        <strong>{counted(material, 'material change')}</strong>
        {changes.length > material && `, ${counted(changes.length - material, 'other')}`}
      </p>
      <ChangeList changes={changes} />
    </>
  )
}

const Nothing = ({ title, children }: { title: string; children: ReactNode }) => (
  <EmptyState
    icon={<IconGitCompare />}
    title={title}
    action={
      <LinkButton to="/imports" search={{ discover: 'yes' }}>
        Discover a repository
      </LinkButton>
    }
  >
    <p>{children}</p>
    <p>
      Where it is checked out: <code>stance discover .</code>
    </p>
  </EmptyState>
)

const Waiting = () => (
  <div className={styles.waiting} role="status" aria-label="Loading">
    {['a', 'b', 'c'].map((line) => (
      <Skeleton key={line} height="var(--row-height)" />
    ))}
  </div>
)

interface ReportChoiceProps {
  label: string
  reports: Report[] | undefined
  value: string | undefined
  onChange: (report: string) => void
}

const ReportChoice = ({ label, reports, value, onChange }: ReportChoiceProps) => (
  <Select
    label={label}
    className={styles.report}
    data={reports?.map(({ id, observedAt, branch }) => ({
      value: id,
      label: `${dateTime(observedAt)} · ${branch}`,
    }))}
    value={value ?? null}
    onChange={(report) => report && onChange(report)}
    allowDeselect={false}
    searchable
  />
)
