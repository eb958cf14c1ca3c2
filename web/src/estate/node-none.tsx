import type { ReactNode } from 'react'
import { useMay } from '../api/me.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import styles from './node-list.module.css'

interface NodeNoneProps {
  icon: ReactNode
  title: string
  /** What of it can be found. */
  children: ReactNode
}

/** Nothing of a kind was discovered yet, and how to look. */
export function NodeNone({ icon, title, children }: NodeNoneProps) {
  const mayDiscover = useMay('reports:write')
  return (
    <EmptyState
      icon={icon}
      title={title}
      action={
        mayDiscover && (
          <LinkButton variant="filled" to="/imports" search={{ discover: 'yes' }}>
            Discover a repository
          </LinkButton>
        )
      }
    >
      <p>{children}</p>
      <p>
        Where the source lies: <code className={styles.command}>bin/stance discover path/to/repository</code>
      </p>
    </EmptyState>
  )
}
