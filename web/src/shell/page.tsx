import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import styles from './page.module.css'

interface PageProps {
  title: string
  /** Beside the title: a count, a mark. */
  beside?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** A page that scrolls as a whole. */
export function Page({ title, beside, actions, children }: PageProps) {
  return (
    <div className={styles.scroll}>
      <div className={styles.width}>
        <PageHead title={title} beside={beside} actions={actions} />
        {children}
      </div>
    </div>
  )
}

/** A page that fills the window; its lists and panels scroll inside. */
export function FullPage({ title, beside, actions, children }: PageProps) {
  return (
    <div className={styles.full}>
      <PageHead title={title} beside={beside} actions={actions} />
      {children}
    </div>
  )
}

function PageHead({ title, beside, actions }: Omit<PageProps, 'children'>) {
  useDocumentTitle(`${title} · Stance`)
  return (
    <header className={styles.head}>
      <h1>{title}</h1>
      {beside && <div className={styles.beside}>{beside}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  )
}
