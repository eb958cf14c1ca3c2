import { Button } from '@mantine/core'
import panes from '../yaml-text/yaml-text.module.css'
import { DryRunResult } from './dry-run-result.tsx'
import styles from './policies.module.css'
import type { PolicyEditing } from './use-policy-editor.ts'

/** What the text would do to the findings that there are now. */
export function DryRunPane({ editing }: { editing: PolicyEditing }) {
  const { dryRun, runDry, dryRunIsOld, usable } = editing
  return (
    <div className={panes.pane}>
      <div className={styles.head}>
        <Button variant="filled" loading={dryRun.isPending} disabled={!usable} onClick={runDry}>
          {dryRun.data ? 'Run it again' : 'Run it dry'}
        </Button>
        {!usable && <span className={styles.quiet}>Once the text has no mistakes.</span>}
        {dryRunIsOld && <span className={styles.quiet}>What is below is of an earlier text.</span>}
      </div>
      {dryRun.error && <p className={styles.bad}>{dryRun.error.message}</p>}
      {dryRun.data ? (
        <DryRunResult run={dryRun.data} />
      ) : (
        !dryRun.error && (
          <p className={styles.quiet}>
            Every open finding within its scope is looked at with this text in the place of what is in force,
            and the difference is shown. Nothing is changed by it.
          </p>
        )
      )}
    </div>
  )
}
