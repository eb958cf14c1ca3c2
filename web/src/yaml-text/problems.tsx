import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react'
import type { PolicyFlaw } from '../api/types.ts'
import type { GoTo } from './text-panes.tsx'
import styles from './yaml-text.module.css'
import type { Flaws } from './yaml-text.tsx'

interface ProblemsProps {
  flaws: Flaws | undefined
  /** Why it could not be checked. */
  error: Error | null
  /** The words are of an earlier text. */
  behind: boolean
  /** What to say of a text without any: `No mistakes: 3 rules.` */
  none: string
  goTo: GoTo
}

/** What is wrong with the text, each leading to its place. */
export function Problems({ flaws, error, behind, none, goTo }: ProblemsProps) {
  if (error) return <p className={styles.bad}>{error.message}</p>
  if (!flaws) return <p className={styles.quiet}>Being checked…</p>
  const { errors, warnings } = flaws
  return (
    <div className={styles.problems} aria-live="polite" aria-busy={behind}>
      {errors.map((flaw) => (
        <Problem key={keyOf(flaw)} flaw={flaw} kind="error" goTo={goTo} />
      ))}
      {warnings.map((flaw) => (
        <Problem key={keyOf(flaw)} flaw={flaw} kind="warning" goTo={goTo} />
      ))}
      {errors.length + warnings.length === 0 && <p className={styles.quiet}>{none}</p>}
    </div>
  )
}

const keyOf = ({ line, column, message }: PolicyFlaw): string => `${line}:${column} ${message}`

function Problem({
  flaw: { line, column, message },
  kind,
  goTo,
}: {
  flaw: PolicyFlaw
  kind: 'error' | 'warning'
  goTo: GoTo
}) {
  const Icon = kind === 'error' ? IconCircleX : IconAlertTriangle
  return (
    <button type="button" className={styles.problem} data-kind={kind} onClick={() => goTo(line, column)}>
      <Icon role="img" aria-label={kind === 'error' ? 'Error' : 'Warning'} />
      <span className={styles.place}>
        {line}:{column}
      </span>
      <span>{message}</span>
    </button>
  )
}
