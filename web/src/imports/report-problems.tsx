import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Report } from '../api/types.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { Section } from '../shell/section.tsx'
import { counted } from '../words/format.ts'
import { problemsQuery } from './import-queries.ts'
import styles from './report-view.module.css'

/** What of the report could not be used, and where it stands. Nothing is dropped in silence. */
export function ReportProblems({ report }: { report: Report }) {
  const problems = useQuery(problemsQuery(report.id))
  return (
    <Section title="Problems" beside={counted(report.problems, 'problem')}>
      {problems.error && <ErrorPanel error={problems.error} retry={() => void problems.refetch()} />}
      {problems.isPending && <Skeleton height="var(--row-height-tall)" />}
      <ul>
        {problems.data?.items.map((problem) => (
          <li key={problem.seq} className={styles.problem}>
            {problem.message}
            <code className={styles.place}>{problem.where}</code>
          </li>
        ))}
      </ul>
      {problems.data && problems.data.total > problems.data.items.length && (
        <p className={styles.quiet}>
          The first {problems.data.items.length} of {problems.data.total}.
        </p>
      )}
    </Section>
  )
}
