import { Skeleton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { NewException } from '../api/types.ts'
import { counted, score } from '../words/format.ts'
import { SEVERITIES } from '../words/labels.ts'
import { SeverityMark } from '../words/severity-mark.tsx'
import styles from './exceptions.module.css'
import { previewQuery } from './use-exceptions.ts'

const WAIT_MS = 400
const FEW = 3

/** What the target says so far, if it says anything. */
const saysSomething = ({ target }: NewException): boolean =>
  target.type === 'findings' ||
  (target.type === 'rule'
    ? target.when
    : target.type === 'component'
      ? target.component
      : target.advisory
  ).trim() !== ''

/** What it would cover, with the highest scores among them, and whether a second person has to say yes. */
export function Covers({ wish }: { wish: NewException }) {
  const [settled] = useDebouncedValue(wish, WAIT_MS)
  const asked = { ...settled, reason: settled.reason || 'preview' }
  const preview = useQuery(previewQuery(asked, saysSomething(settled)))
  if (!saysSomething(wish)) return null
  if (preview.error)
    return (
      <p className={styles.covers} role="alert">
        {preview.error.message}
      </p>
    )
  if (!preview.data) return <Skeleton height="var(--control)" />
  const { findings, assets, bySeverity, examples, approvalReasons, partial, looked } = preview.data
  return (
    <div className={styles.covers} aria-live="polite">
      {partial && 'At least '}
      <strong>{counted(findings, 'finding')}</strong> on {counted(assets, 'asset')} now
      {SEVERITIES.filter((severity) => (bySeverity[severity] ?? 0) > 0).map((severity) => (
        <span key={severity}>
          {' '}
          <SeverityMark severity={severity} /> {bySeverity[severity]}
        </span>
      ))}
      {partial && (
        <p className={styles.needs}>
          Only {looked.assets} of {looked.of} assets could be looked at in time. Choose a smaller scope to see
          all.
        </p>
      )}
      <ul className={styles.examples}>
        {examples.slice(0, FEW).map((one) => (
          <li key={one.id} className={styles.quiet}>
            {score(one.score)} {one.title} · {one.asset.name}
          </li>
        ))}
      </ul>
      {approvalReasons.length > 0 && (
        <p className={styles.needs}>A second person has to approve it. {approvalReasons.join(' ')}</p>
      )}
    </div>
  )
}
