import type { ReactNode } from 'react'
import styles from './plain-table.module.css'

interface PlainTableProps {
  label: string
  /** `{ end }`: over figures, which end alike. */
  heads: (string | { end: string })[]
  /** Rows. */
  children: ReactNode
}

/** A short table that is read as a whole; where there is no room it scrolls sideways, also by keyboard. */
export function PlainTable({ label, heads, children }: PlainTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
    <section className={styles.scroll} aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {heads.map((head) =>
              typeof head === 'string' ? (
                <th key={head} scope="col">
                  {head}
                </th>
              ) : (
                <th key={head.end} scope="col" data-end="">
                  {head.end}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}
