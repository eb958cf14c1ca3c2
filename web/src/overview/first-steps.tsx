import { IconAppWindow, IconUpload, IconUsers } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { LinkButton } from '../shell/link-button.tsx'
import styles from './first-steps.module.css'

/** An empty database: what to do first, second and third. */
export function FirstSteps() {
  return (
    <ol className={styles.steps}>
      <Step
        icon={<IconUpload aria-hidden="true" />}
        title="Import a report"
        action={
          <LinkButton variant="filled" to="/imports">
            Import a report
          </LinkButton>
        }
      >
        Drop what your scanners print: SARIF, CycloneDX, SPDX, Trivy, Semgrep and more. The format is found by
        itself.
      </Step>
      <Step
        icon={<IconAppWindow aria-hidden="true" />}
        title="Say what it belongs to"
        action={<LinkButton to="/applications">Describe applications</LinkButton>}
      >
        Who can reach it, what data it holds and how much the business depends on it decide what comes first.
      </Step>
      <Step
        icon={<IconUsers aria-hidden="true" />}
        title="Invite the others"
        action={
          <LinkButton to="/settings/$section" params={{ section: 'people' }}>
            Invite people
          </LinkButton>
        }
      >
        Teams own applications; developers see what their teams own.
      </Step>
    </ol>
  )
}

function Step({
  icon,
  title,
  action,
  children,
}: {
  icon: ReactNode
  title: string
  action: ReactNode
  children: ReactNode
}) {
  return (
    <li className={styles.step}>
      <span className={styles.icon}>{icon}</span>
      <h2>{title}</h2>
      <p className={styles.words}>{children}</p>
      {action}
    </li>
  )
}
