import { useElementSize } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { GridLayout } from 'react-grid-layout'
import { remInPixels } from '../theme/rem.ts'
import { COLUMNS, type Placed, placed, toItem } from './arrange.ts'
import styles from './dashboard-grid.module.css'

/** Of one row, and between cells, in rem. */
const ROW = 3.5
const GAP = 0.75
/** Below this width (rem) widgets stand one below another, in reading order. */
const NARROW = 44

interface DashboardGridProps<T extends Placed> {
  widgets: T[]
  /** Left out: nothing can be moved. */
  onArrange?: ((widgets: T[]) => void) | undefined
  children: (widget: T) => ReactNode
}

/** Widgets on a grid that packs upwards; while editing they are dragged by their head and sized at their corner. */
export function DashboardGrid<T extends Placed>({ widgets, onArrange, children }: DashboardGridProps<T>) {
  const { ref, width } = useElementSize()
  const rem = remInPixels()
  const narrow = width > 0 && width < NARROW * rem
  const arrange = (layout: Parameters<typeof placed>[1]) => onArrange?.(placed(widgets, layout))
  return (
    <div ref={ref} className={styles.grid} data-editing={onArrange ? true : undefined}>
      {/* The drag library would write a <style> tag of this id, which the content security policy forbids; its rules are in our sheet. */}
      <span id="react-draggable-style-el" hidden />
      {width > 0 &&
        (narrow ? (
          <ol className={styles.stack}>
            {inReadingOrder(widgets).map((widget) => (
              <li key={widget.id} style={{ minBlockSize: `${heightOf(widget)}rem` }}>
                {children(widget)}
              </li>
            ))}
          </ol>
        ) : (
          <GridLayout
            width={width}
            layout={widgets.map(toItem)}
            gridConfig={{
              cols: COLUMNS,
              rowHeight: ROW * rem,
              margin: [GAP * rem, GAP * rem],
              containerPadding: [0, 0],
            }}
            dragConfig={{
              enabled: onArrange !== undefined,
              handle: '[data-handle]',
              cancel: 'button, a, input',
            }}
            resizeConfig={{ enabled: onArrange !== undefined, handles: ['se'] }}
            onDragStop={arrange}
            onResizeStop={arrange}
          >
            {widgets.map((widget) => (
              <div key={widget.id} className={styles.cell}>
                {children(widget)}
              </div>
            ))}
          </GridLayout>
        ))}
    </div>
  )
}

const heightOf = ({ place: { h } }: Placed) => h * ROW + (h - 1) * GAP

const inReadingOrder = <T extends Placed>(widgets: T[]): T[] =>
  widgets.toSorted((a, b) => a.place.y - b.place.y || a.place.x - b.place.x)
