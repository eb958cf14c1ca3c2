import type { ReactNode } from 'react'
import type { Report } from '../api/types.ts'
import { dateTime, size } from '../words/format.ts'
import styles from './report-view.module.css'

export function ReportFacts({ report }: { report: Report }) {
  const took =
    report.startedAt && report.finishedAt && Date.parse(report.finishedAt) - Date.parse(report.startedAt)
  return (
    <dl>
      <Fact label="Uploaded">
        {dateTime(report.uploadedAt)} by {report.uploadedBy}
      </Fact>
      <Fact label="Tool looked">{dateTime(report.observedAt)}</Fact>
      {typeof took === 'number' && <Fact label="Took">{(took / 1000).toFixed(1)} s</Fact>}
      <Fact label="Size">{size(report.bytes)}</Fact>
      <Fact label="SHA-256">
        <code>{report.sha256}</code>
      </Fact>
    </dl>
  )
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className={styles.fact}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)
