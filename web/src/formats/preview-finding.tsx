import type { MappingPreview, State } from '../api/types.ts'
import { KIND } from '../words/labels.ts'
import { SeverityMark } from '../words/severity-mark.tsx'
import { StateWord } from '../words/state-word.tsx'
import styles from './preview.module.css'

type Observation = NonNullable<MappingPreview['preview']>['observations'][number]

/** Shown on their own. */
const HEAD = ['kind', 'title', 'severity', 'place', 'rule', 'verdict']

/** One finding as it would be stored. */
export function PreviewFinding({ observation }: { observation: Observation }) {
  const { severity, title, kind, rule, place, toolSeverity } = observation
  const verdict = observation.verdict as { state: State; reason?: string } | undefined
  const others = Object.entries(observation).filter(([name]) => !HEAD.includes(name))
  return (
    <li className={styles.finding}>
      <SeverityMark severity={severity} />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        <p className={styles.quiet}>
          {KIND[kind].label} · {rule} · {place}
          {toolSeverity && ` · “${toolSeverity}”`}
        </p>
        {verdict && (
          <p className={styles.quiet}>
            <StateWord state={verdict.state} /> {verdict.reason}
          </p>
        )}
        {others.length > 0 && (
          <details>
            <summary className={styles.quiet}>All fields</summary>
            <dl className={styles.fields}>
              {others.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{textOf(value)}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </div>
    </li>
  )
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, inner]) => `${name}: ${textOf(inner)}`)
      .join(', ')
  return String(value)
}
