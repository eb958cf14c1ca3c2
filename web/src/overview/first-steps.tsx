import { IconAppWindow, IconUpload, IconUsers } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useMe } from '../api/me.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import styles from './first-steps.module.css'

interface FirstStep {
  /** Who may not do it is not told to. */
  permission: string
  icon: ReactNode
  title: string
  words: string
  action: ReactNode
}

const STEPS: FirstStep[] = [
  {
    permission: 'reports:write',
    icon: <IconUpload aria-hidden="true" />,
    title: 'Import a report',
    words:
      'Drop what your scanners print: SARIF, CycloneDX, SPDX, Trivy, Semgrep and more. The format is found by itself.',
    action: (
      <LinkButton variant="filled" to="/imports">
        Import a report
      </LinkButton>
    ),
  },
  {
    permission: 'inventory:write',
    icon: <IconAppWindow aria-hidden="true" />,
    title: 'Say what it belongs to',
    words:
      'Who can reach it, what data it holds and how much the business depends on it decide what comes first.',
    action: <LinkButton to="/applications">Describe applications</LinkButton>,
  },
  {
    permission: 'users:write',
    icon: <IconUsers aria-hidden="true" />,
    title: 'Invite the others',
    words: 'Teams own applications; developers see what their teams own.',
    action: (
      <LinkButton to="/settings/$section" params={{ section: 'people' }}>
        Invite people
      </LinkButton>
    ),
  },
]

/** Nothing was imported yet: what to do first, second and third. */
export function FirstSteps() {
  const { permissions } = useMe()
  const steps = STEPS.filter(({ permission }) => permissions.includes(permission))
  if (steps.length === 0)
    return (
      <EmptyState icon={<IconUpload />} title="Nothing is imported yet">
        Figures come from your scanners' reports. Somebody who may import them has to begin.
      </EmptyState>
    )
  return (
    <section aria-label="First steps">
      <p className={styles.intro}>Nothing is imported yet. Begin here:</p>
      <ol className={styles.steps}>
        {steps.map(({ title, icon, words, action }) => (
          <li key={title} className={styles.step}>
            <span className={styles.icon}>{icon}</span>
            <h2>{title}</h2>
            <p className={styles.words}>{words}</p>
            {action}
          </li>
        ))}
      </ol>
    </section>
  )
}
