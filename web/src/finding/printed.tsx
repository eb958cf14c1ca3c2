import type { ReactNode } from 'react'
import styles from './printed.module.css'

/** Text as a tool printed it; what is too long scrolls, also by keyboard. */
export function Printed({ label, wrap, children }: { label: string; wrap?: boolean; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
    <section className={styles.printed} aria-label={label} tabIndex={0} data-wrap={wrap || undefined}>
      <pre className={styles.text}>{children}</pre>
    </section>
  )
}
