import type { CodePlace } from '../api/types.ts'
import { counted } from '../words/format.ts'
import styles from './flow.module.css'

/** How the data gets from its source to the place, step by step. */
export function Flow({ steps }: { steps: CodePlace[] }) {
  return (
    <details className={styles.flow}>
      <summary>Data flow, {counted(steps.length, 'step')}</summary>
      <ol>
        {steps.map((step, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a flow can pass the same place twice
          <li key={i} className={styles.step}>
            <span className={styles.number}>{i + 1}</span>
            <span className={styles.words}>
              <code className={styles.place}>
                {step.path}
                {step.line && `:${step.line}`}
              </code>
              {step.message && <span> {step.message}</span>}
              {step.snippet && <code className={styles.snippet}>{step.snippet.trim()}</code>}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}
