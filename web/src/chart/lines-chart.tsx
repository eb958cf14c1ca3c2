import type { ReactNode } from 'react'
import { count } from '../words/format.ts'
import day from './day-chart.module.css'
import { DayChart } from './day-chart.tsx'
import { lineOf } from './line-chart.tsx'
import styles from './lines-chart.module.css'
import { ticks } from './scale.ts'

export interface Line {
  key: string
  label: string
  /** One for each day; null where it is not known. */
  values: (number | null)[]
  /** Its colour; one of the six strokes when left out. */
  severity?: string | undefined
}

interface LinesChartProps {
  days: string[]
  lines: Line[]
  label: string
  /** The line's name and last figure, beside its stroke. */
  legend: (line: Line) => ReactNode
}

/** Strokes that can be told apart: six, by colour and by dashes, so that colour alone never tells. */
const STROKES = 6

/** Several figures day by day, from zero. */
export function LinesChart({ days, lines, label, legend }: LinesChartProps) {
  const most = Math.max(0, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0)))
  return (
    <div className={styles.chart}>
      <DayChart
        days={days}
        ticks={ticks(most, 4)}
        label={label}
        spaced={false}
        figures={(index) =>
          lines.map((line, nth) => (
            <span key={line.key} className={day.figure}>
              <Stroke nth={nth} severity={line.severity} /> {line.label}{' '}
              <span>{figure(line.values[index])}</span>
            </span>
          ))
        }
      >
        {(plot) =>
          lines.map((line, nth) => (
            <path
              key={line.key}
              className={styles.line}
              data-stroke={nth % STROKES}
              data-severity={line.severity}
              d={lineOf(plot, line.values)}
            />
          ))
        }
      </DayChart>
      <ul className={styles.legend}>
        {lines.map((line, nth) => (
          <li key={line.key}>
            <Stroke nth={nth} severity={line.severity} /> {legend(line)}
          </li>
        ))}
      </ul>
    </div>
  )
}

const Stroke = ({ nth, severity }: { nth: number; severity: string | undefined }) => (
  <svg className={styles.stroke} viewBox="0 0 24 8" aria-hidden="true">
    <path className={styles.line} data-stroke={nth % STROKES} data-severity={severity} d="M0,4H24" />
  </svg>
)

const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? 'not known' : count(Math.round(value))
