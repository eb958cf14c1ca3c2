import { Button } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay } from '../api/me.ts'
import { apiUrl } from '../api/request.ts'
import type { Report, ReportStatus } from '../api/types.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { FindingSkeleton } from '../finding/finding-skeleton.tsx'
import { Section } from '../shell/section.tsx'
import { count } from '../words/format.ts'
import { ASSET_KIND } from '../words/labels.ts'
import { FormatChoice } from './format-choice.tsx'
import { DISCOVERY_FORMAT, reportQuery } from './import-queries.ts'
import { OutcomeWords } from './outcome-words.tsx'
import { ReportFacts } from './report-facts.tsx'
import { ReportProblems } from './report-problems.tsx'
import { ReportStatusWord } from './report-status.tsx'
import styles from './report-view.module.css'

/** Why a report changed nothing. */
const UNTOLD: Partial<Record<ReportStatus, string>> = {
  unchanged: 'The same bytes as before: nothing was written.',
  failed: 'Nothing: it could not be read. It is kept, and can be read again.',
}

/** One import: how far it is, what it changed, what could not be read, and the bytes themselves. */
export function ReportView({ id }: { id: string }) {
  const report = useQuery(reportQuery(id))
  if (report.error && !report.data)
    return <ErrorPanel error={report.error} retry={() => void report.refetch()} />
  if (!report.data) return <FindingSkeleton />
  return <Loaded report={report.data} />
}

function Loaded({ report }: { report: Report }) {
  const name = report.fileName || report.sha256.slice(0, 12)
  useDocumentTitle(`${name} · Stance`)
  const mayRaw = useMay('reports:raw')
  return (
    <article className={styles.view}>
      <header>
        <ReportStatusWord status={report.status} />
        <h1 className={styles.title}>{name}</h1>
        <p className={styles.line}>
          <Link to="/asset/$id" params={{ id: report.asset.id }}>
            {report.asset.name}
          </Link>
          <span>{ASSET_KIND[report.asset.kind]}</span>
          <span>branch {report.branch}</span>
          {report.scope && <span>scope {report.scope}</span>}
        </p>
      </header>
      {report.error && (
        <p role="alert" className={styles.error}>
          {report.error.message}
        </p>
      )}
      <Section title="What it changed">
        {report.outcome ? (
          <OutcomeWords outcome={report.outcome} />
        ) : (
          <span className={styles.quiet}>{UNTOLD[report.status] ?? 'Not known yet.'}</span>
        )}
        <dl className={styles.figures} aria-live="polite">
          <Figure label="observations" value={report.observations} />
          <Figure label="components" value={report.components} />
          <Figure label="assets" value={report.assets} />
          <Figure label="problems" value={report.problems} />
        </dl>
        <p className={styles.line}>
          <Link to="/findings" search={{ asset: report.asset.id, tool: report.tools.join(',') || undefined }}>
            Findings of {report.tools.join(', ') || 'this asset'}
          </Link>
          {report.format === DISCOVERY_FORMAT && report.status === 'done' && (
            <>
              <Link to="/estate/changes" search={{ asset: report.asset.id, to: report.id }}>
                What changed in the estate
              </Link>
              <Link to="/asset/$id" params={{ id: report.asset.id }} search={{ tab: 'estate' }}>
                Estate of {report.asset.name}
              </Link>
            </>
          )}
          {report.components > 0 && (
            <Link to="/components" search={{ asset: report.asset.id }}>
              Components of {report.asset.name}
            </Link>
          )}
        </p>
      </Section>
      {report.problems > 0 && <ReportProblems report={report} />}
      <FormatChoice report={report} />
      <ReportFacts report={report} />
      {mayRaw && (
        <div>
          <Button
            component="a"
            href={apiUrl(`/reports/${report.id}/raw`)}
            download={name}
            leftSection={<IconDownload />}
          >
            Download as it came
          </Button>
          <p className={styles.quiet}>Secrets in it are masked.</p>
        </div>
      )}
    </article>
  )
}

const Figure = ({ label, value }: { label: string; value: number }) => (
  <div>
    <dd className={styles.figure}>{count(value)}</dd>
    <dt className={styles.quiet}>{label}</dt>
  </div>
)
