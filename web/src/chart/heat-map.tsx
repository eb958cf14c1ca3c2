import type { ReactNode } from 'react'
import styles from './heat-map.module.css'

export interface HeatHead {
  key: string
  label: ReactNode
}

interface HeatMapProps {
  label: string
  rows: HeatHead[]
  columns: HeatHead[]
  /** Undefined and 0 read as nothing there. */
  value: (row: string, column: string) => number | undefined
  /** The figure of a cell that has one; the caller makes it a link to the rows behind it. */
  figure: (row: string, column: string, value: number) => ReactNode
}

const STEPS = 5

/**
 * Two dimensions as a table whose cells are the darker the more there is, in five steps. Steps follow the square root: one huge cell
 * does not make all others look empty. It is a table for every reader: the figures stand in it.
 */
export function HeatMap({ label, rows, columns, value, figure }: HeatMapProps) {
  const most = Math.max(1, ...rows.flatMap((row) => columns.map((column) => value(row.key, column.key) ?? 0)))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
    <section className={styles.scroll} aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column.key} scope="col">
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.label}</th>
              {columns.map((column) => {
                const here = value(row.key, column.key) ?? 0
                return (
                  <td key={column.key} data-heat={heatOf(here, most)}>
                    {here > 0 ? figure(row.key, column.key, here) : <span className={styles.none}>–</span>}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** 0 (nothing) … 5 (the most). */
export const heatOf = (value: number, most: number): number =>
  value <= 0 ? 0 : Math.max(1, Math.ceil(STEPS * Math.sqrt(value / most)))
