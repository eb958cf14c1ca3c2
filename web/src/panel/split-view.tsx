import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './split-view.module.css'

interface SplitViewProps {
  /** Choices at the side; out of the way while a panel is open or the window is small. */
  side?: ReactNode
  children: ReactNode
  panel?: { label: string; actions?: ReactNode; content: ReactNode; onClose: () => void } | undefined
}

/** A list that keeps its place while one of its items is open beside it. */
export function SplitView({ side, children, panel }: SplitViewProps) {
  return (
    <div className={styles.split} data-panel={panel ? true : undefined}>
      {side && <div className={styles.side}>{side}</div>}
      <div className={styles.list}>{children}</div>
      {panel && (
        <section className={styles.panel} aria-label={panel.label}>
          <div className={styles.bar}>
            {panel.actions}
            <ActionIcon className={styles.close} aria-label="Close (Esc)" onClick={panel.onClose}>
              <IconX />
            </ActionIcon>
          </div>
          <div className={styles.content}>{panel.content}</div>
        </section>
      )}
    </div>
  )
}
