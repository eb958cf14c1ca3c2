import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react'
import type { PolicyFlaw } from '../api/types.ts'
import { counted } from '../words/format.ts'
import styles from './policies.module.css'
import type { PolicyEditing } from './use-policy-editor.ts'

interface ProblemsProps {
  editing: PolicyEditing
  goTo: (line: number, column: number) => void
}

/** What is wrong with the text, each leading to its place. */
export function Problems({ editing: { validation, behind }, goTo }: ProblemsProps) {
  const { data, error } = validation
  if (error) return <p className={styles.bad}>{error.message}</p>
  if (!data) return <p className={styles.quiet}>Being checked…</p>
  const { errors, warnings, policy } = data
  return (
    <div className={styles.problems} aria-live="polite" aria-busy={behind}>
      {errors.map((flaw) => (
        <Problem key={keyOf(flaw)} flaw={flaw} kind="error" goTo={goTo} />
      ))}
      {warnings.map((flaw) => (
        <Problem key={keyOf(flaw)} flaw={flaw} kind="warning" goTo={goTo} />
      ))}
      {policy && errors.length === 0 && warnings.length === 0 && (
        <p className={styles.quiet}>
          No mistakes: {counted(policy.rules.length, 'rule')}, {counted(policy.tests, 'test')}.
        </p>
      )}
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
  goTo: ProblemsProps['goTo']
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
