import { useElementSize } from '@mantine/hooks'
import { type PointerEvent, type ReactNode, useState } from 'react'
import { day, shortCount, shortDay } from '../words/format.ts'
import styles from './day-chart.module.css'
import { everyNth } from './scale.ts'

/** Maps days and values to places in the drawing. */
export interface Plot {
  width: number
  x: (index: number) => number
  y: (value: number) => number
  /** Room of one day. */
  step: number
}

interface DayChartProps {
  days: string[]
  /** Values with a line and a label, from the lowest to the highest. */
  ticks: number[]
  /** What the chart answers and in which unit; the figures stand in words beside it. */
  label: string
  /** Days as points on the edges (lines), or with room around them (bars). */
  spaced: boolean
  /** How a value of the axis reads; whole numbers as counts when left out. */
  tickText?: (tick: number) => string
  children: (plot: Plot) => ReactNode
  /** The figures of one day, for the pointer. */
  figures: (index: number) => ReactNode
}

/** Axes, grid and the day under the pointer; what is drawn between them is up to the caller. */
export function DayChart(props: DayChartProps) {
  const { days, ticks, label, spaced, tickText = countText, children, figures } = props
  const { ref, width, height } = useElementSize()
  const [at, setAt] = useState<number | null>(null)
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1]
  const step = width / Math.max(1, spaced ? days.length : days.length - 1)
  const plot: Plot = {
    width,
    step,
    x: (index) => (spaced ? (index + 0.5) * step : index * step),
    y: (value) => height - ((value - low) / (high - low)) * height,
  }
  const onMove = (event: PointerEvent) => {
    const from = event.clientX - event.currentTarget.getBoundingClientRect().left
    const index = spaced ? Math.floor(from / step) : Math.round(from / step)
    setAt(Math.max(0, Math.min(days.length - 1, index)))
  }
  return (
    <div className={styles.chart} role="img" aria-label={label}>
      <div className={styles.values}>
        {ticks.map((tick) => (
          <span key={tick} style={{ insetBlockStart: `${(100 * (high - tick)) / (high - low)}%` }}>
            {tickText(tick)}
          </span>
        ))}
      </div>
      <div ref={ref} className={styles.plot} onPointerMove={onMove} onPointerLeave={() => setAt(null)}>
        {width > 0 && (
          <svg width={width} height={height} aria-hidden="true" className={styles.drawing}>
            {ticks.map((tick) => (
              <line
                key={tick}
                className={tick === 0 ? styles.zero : styles.grid}
                x2={width}
                y1={plot.y(tick)}
                y2={plot.y(tick)}
              />
            ))}
            {children(plot)}
            {at !== null && <line className={styles.pointer} x1={plot.x(at)} x2={plot.x(at)} y2={height} />}
          </svg>
        )}
        {at !== null && (
          <div
            className={styles.figures}
            data-left={plot.x(at) > width / 2 || undefined}
            style={{ insetInlineStart: plot.x(at) }}
          >
            <strong>{day(days[at] ?? '')}</strong>
            {figures(at)}
          </div>
        )}
      </div>
      <div className={styles.days}>
        {everyNth(days.length, Math.floor(width / 110)).map((index) => (
          <span
            key={index}
            style={{ insetInlineStart: plot.x(index) }}
            data-edge={index === days.length - 1 || undefined}
          >
            {shortDay(days[index] ?? '')}
          </span>
        ))}
      </div>
    </div>
  )
}

const countText = (tick: number): string => shortCount(Math.abs(tick))
