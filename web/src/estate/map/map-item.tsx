import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { KeyboardEvent, Ref } from 'react'
import { ItemMarks } from './item-marks.tsx'
import { exposureOf, groupName, itemWords, shortName } from './item-words.ts'
import { KindIcon } from './kind-icon.tsx'
import styles from './map.module.css'
import type { Placed } from './map-place.ts'

interface MapItemProps {
  place: Placed
  ref: Ref<HTMLButtonElement>
  focusable: boolean
  chosen: boolean
  /** It steps back: something else is chosen or searched. */
  dim: boolean
  onWay: boolean
  /** How many of it match the search; undefined: nobody searches. */
  matches: number | undefined
  onClick: () => void
  onFocus: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** One box. A group opens and closes; anything else shows itself in the panel. */
export function MapItem({ place, ref, focusable, chosen, dim, onWay, matches, ...on }: MapItemProps) {
  const { item, x, y, width, height } = place
  const words = itemWords(item)
  const [first] = item.nodes
  const state = item.group ? { 'aria-expanded': item.group.unfolded } : { 'aria-pressed': chosen }
  return (
    <button
      ref={ref}
      type="button"
      className={styles.node}
      style={{ left: `${x}em`, top: `${y}em`, width: `${width}em`, height: `${height}em` }}
      tabIndex={focusable ? 0 : -1}
      aria-label={words}
      title={words}
      data-id={item.id}
      data-group={item.group ? '' : undefined}
      data-exposure={exposureOf(item)}
      data-chosen={chosen || undefined}
      data-way={onWay || undefined}
      data-dim={dim || matches === 0 || undefined}
      {...state}
      {...on}
    >
      <KindIcon kind={item.kind} />
      <span className={styles.name}>
        {item.group || !first
          ? groupName(item)
          : shortName({ ...first, title: first.attributes.title ?? null })}
      </span>
      {item.group && matches !== undefined && matches > 0 && (
        <span className={styles.found}>{matches} found</span>
      )}
      <span className={styles.marks}>
        <ItemMarks item={item} />
        {item.group &&
          (item.group.unfolded ? (
            <IconChevronDown aria-hidden="true" />
          ) : (
            <IconChevronRight aria-hidden="true" />
          ))}
      </span>
    </button>
  )
}
