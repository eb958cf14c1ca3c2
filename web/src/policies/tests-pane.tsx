import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import panes from '../yaml-text/yaml-text.module.css'
import styles from './policies.module.css'
import type { PolicyEditing } from './use-policy-editor.ts'

interface TestsPaneProps {
  editing: PolicyEditing
  goTo: (line: number, column: number) => void
}

/** The tests that stand beside the rules, run each time that the text changes. */
export function TestsPane({ editing: { tests, usable, behind }, goTo }: TestsPaneProps) {
  const { data, error } = tests
  if (error) return <p className={styles.bad}>{error.message}</p>
  if (!usable && !behind) return <p className={styles.hint}>The tests run once the text has no mistakes.</p>
  if (!data) return <p className={styles.hint}>Being run…</p>
  return (
    <div className={panes.pane} aria-busy={behind}>
      <p role="status">
        {data.tests.length === 0 ? (
          'There are no tests. Write what must come of a finding under tests:, and it is tried with every key.'
        ) : (
          <>
            <strong>{data.passed} passed</strong>
            {data.failed > 0 && <strong className={styles.bad}>, {data.failed} failed</strong>}
          </>
        )}
      </p>
      <ul>
        {data.tests.map((test) => (
          <li key={`${test.line} ${test.name}`} className={styles.test} data-passed={test.passed}>
            {test.passed ? (
              <IconCircleCheck role="img" aria-label="Passed" />
            ) : (
              <IconCircleX role="img" aria-label="Failed" />
            )}
            <div>
              <button type="button" className={styles.choice} onClick={() => goTo(test.line, 1)}>
                {test.name}
              </button>
              {!test.passed && (
                <div>
                  expected {test.expected}, got {test.got}
                </div>
              )}
              {test.conflicts.length > 0 && (
                <div className={styles.quiet}>as specific, against it: {test.conflicts.join(', ')}</div>
              )}
            </div>
          </li>
        ))}
      </ul>
      {data.untested.length > 0 && (
        <p className={styles.quiet}>No test expects anything of {data.untested.join(', ')}.</p>
      )}
    </div>
  )
}
