import { Skeleton } from '@mantine/core'
import type { MappingPreview } from '../api/types.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { count, counted } from '../words/format.ts'
import { SEVERITIES } from '../words/labels.ts'
import { SeverityMark } from '../words/severity-mark.tsx'
import styles from './preview.module.css'
import { PreviewFinding } from './preview-finding.tsx'
import type { Editing } from './use-editor.ts'

type Preview = NonNullable<MappingPreview['preview']>

/** What comes of the sample: findings, problems, advice; or what the mapping lacks. */
export function PreviewPane({ editing }: { editing: Editing }) {
  const { preview: query, flaws, behind, mapping, sample } = editing
  if (query.error && !query.data) return <ErrorPanel error={query.error} retry={() => void query.refetch()} />
  if (!query.data) return <Skeleton height="var(--chart-height)" />
  const { preview } = query.data
  return (
    <div className={styles.preview} aria-busy={behind} data-behind={behind || undefined}>
      {query.error && (
        <p role="alert" className={styles.bad}>
          {query.error.message}
        </p>
      )}
      {flaws.length > 0 && (
        <section className={styles.flaws} aria-label="What the mapping lacks">
          <h3>Not ready yet</h3>
          <ul>
            {flaws.map(({ where, message }) => (
              <li key={`${where} ${message}`}>
                {where && <code>{where}</code>} {message}
              </li>
            ))}
          </ul>
        </section>
      )}
      {!sample && (
        <EmptyState title="No sample">Drop a report above: its findings appear here as you go.</EmptyState>
      )}
      {sample && preview && <Findings preview={preview} id={mapping?.id} />}
    </div>
  )
}

function Findings({ preview, id }: { preview: Preview; id: string | undefined }) {
  const { counts, observations, problems, advice, bySeverity, recognised } = preview
  return (
    <>
      <div aria-live="polite">
        <p className={styles.counts}>
          <strong>{counted(counts.observations, 'finding')}</strong>
          <span>out of {counted(counts.elements, 'element')}</span>
          {counts.skipped > 0 && <span>{count(counts.skipped)} left out</span>}
          {counts.assets > 0 && <span>{counted(counts.assets, 'asset')}</span>}
          <span className={counts.problems > 0 ? styles.bad : undefined}>
            {counted(counts.problems, 'problem')}
          </span>
        </p>
        <p className={styles.counts}>
          {SEVERITIES.filter((name) => bySeverity[name]).map((name) => (
            <span key={name} className={styles.severity}>
              <SeverityMark severity={name} /> {count(bySeverity[name] ?? 0)}
            </span>
          ))}
        </p>
        <p className={styles.quiet}>
          {recognised === null
            ? 'Recognised by nothing: reports like this one are read when their format is named.'
            : recognised.own && recognised.id === id
              ? 'Recognised: reports like this one are read without naming the format.'
              : `Taken for ${recognised.name} unless its format is named.`}
          {preview.cut && ' Of the beginning of the file only.'}
        </p>
      </div>
      {advice.length > 0 && (
        <ul className={styles.advice} aria-label="Advice">
          {advice.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {problems.length > 0 && (
        <ul className={styles.problems} aria-label="Problems">
          {problems.map(({ where, message }) => (
            <li key={`${where} ${message}`}>
              {message} <code>{where}</code>
            </li>
          ))}
          {counts.problems > problems.length && <li>and {counts.problems - problems.length} more</li>}
        </ul>
      )}
      <ol className={styles.findings} aria-label="First findings">
        {observations.map((observation, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no id before they are stored
          <PreviewFinding key={at} observation={observation} />
        ))}
      </ol>
      {counts.observations > observations.length && (
        <p className={styles.quiet}>The first {observations.length}.</p>
      )}
    </>
  )
}
