import { ActionIcon, Tooltip } from '@mantine/core'
import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { EstateNode } from '../../api/types.ts'
import { useShortcuts } from '../../keys/shortcuts.ts'
import styles from './map.module.css'
import { MapEdges } from './map-edges.tsx'
import { type Graph, waysIn, wayTo } from './map-graph.ts'
import { MapItem } from './map-item.tsx'
import { type Item, itemsOf } from './map-items.ts'
import { neighbour } from './map-keys.ts'
import { nearTo } from './map-near.ts'
import { HEAD, type Placed, placeItems } from './map-place.ts'
import { PICTURE_REM, useDragScroll, useZoom } from './use-zoom.ts'

interface MapPictureProps {
  graph: Graph
  /** Ids of the nodes that a search finds; undefined: nobody searches. */
  found: ReadonlySet<string> | undefined
  /** Id of the open node. */
  open: string | undefined
  onOpen: (node: EstateNode) => void
  unfolded: ReadonlySet<string>
  onFold: (group: string) => void
}

/** The graph in columns, from the outside to the data. What is open shows the way to it and what it leads to; the rest steps back. */
export function MapPicture({ graph, found, open, onOpen, unfolded, onFold }: MapPictureProps) {
  const shown = useMemo(() => itemsOf(graph, unfolded), [graph, unfolded])
  const picture = useMemo(() => placeItems(shown), [shown])
  const before = useMemo(() => waysIn(graph), [graph])
  const chosen = open === undefined ? undefined : shown.itemOf.get(open)
  const near = useMemo(() => (chosen === undefined ? null : nearTo(chosen, shown.edges)), [chosen, shown])
  const way = useMemo(
    () =>
      open === undefined ? [] : [...new Set(wayTo(open, before).map((id) => shown.itemOf.get(id) ?? id))],
    [open, before, shown],
  )
  const box = useRef<HTMLElement>(null)
  const { zoom, larger, smaller, fit } = useZoom(box, picture)
  useDragScroll(box)
  useShortcuts('Map', [
    { keys: ['+', '='], does: 'Larger', run: larger },
    { keys: '-', does: 'Smaller', run: smaller },
    { keys: '0', does: 'All of it', run: fit },
  ])

  const buttons = useRef(new Map<string, HTMLButtonElement>())
  const [focused, setFocused] = useState<string | undefined>()
  const focusable =
    [focused, chosen].find((id) => id && buttons.current.has(id)) ?? picture.placed[0]?.item.id
  useEffect(() => {
    // Where it was opened from elsewhere it may be out of sight.
    if (chosen) buttons.current.get(chosen)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [chosen])
  const firstFound =
    found && picture.placed.find(({ item }) => item.nodes.some(({ id }) => found.has(id)))?.item.id
  useEffect(() => {
    if (firstFound) buttons.current.get(firstFound)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [firstFound])
  const onKey = useCallback(
    (event: KeyboardEvent, place: Placed) => {
      const next = neighbour(event.key, place, picture.placed, shown.edges)
      if (!next) return
      event.preventDefault()
      buttons.current.get(next.item.id)?.focus()
    },
    [picture, shown],
  )
  const onClick = ({ id, group, nodes }: Item) => {
    if (group) onFold(id)
    else if (nodes[0]) onOpen(nodes[0])
  }
  return (
    <div className={styles.frame}>
      <section
        ref={box}
        className={styles.canvas}
        aria-label="Map"
        data-chosen={chosen !== undefined || undefined}
        data-searched={found !== undefined || undefined}
      >
        <div
          className={styles.plane}
          style={{
            fontSize: `${zoom * PICTURE_REM}rem`,
            width: `${picture.width}em`,
            height: `${picture.height}em`,
          }}
        >
          <div className={styles.heads} style={{ height: `${HEAD}em` }}>
            {picture.heads.map(({ head, x, width }) => (
              <div key={head} className={styles.head} style={{ left: `${x}em`, width: `${width}em` }}>
                {head}
              </div>
            ))}
          </div>
          {picture.buildsFrom !== undefined && (
            <div className={styles.builds} style={{ top: `${picture.buildsFrom}em` }}>
              How it is built
            </div>
          )}
          <MapEdges picture={picture} edges={shown.edges} near={near} way={way} />
          {picture.placed.map((place) => {
            const { item } = place
            return (
              <MapItem
                key={item.id}
                ref={(element) => {
                  if (element) buttons.current.set(item.id, element)
                  else buttons.current.delete(item.id)
                }}
                place={place}
                focusable={item.id === focusable}
                chosen={item.id === chosen}
                dim={near !== null && !near.before.has(item.id) && !near.after.has(item.id)}
                onWay={way.includes(item.id)}
                matches={found && item.nodes.filter(({ id }) => found.has(id)).length}
                onClick={() => onClick(item)}
                onFocus={() => setFocused(item.id)}
                onKeyDown={(event) => onKey(event, place)}
              />
            )
          })}
        </div>
      </section>
      <div className={styles.zoom}>
        <Zoom label="Larger (+)" icon={<IconPlus />} onClick={larger} />
        <Zoom label="Smaller (-)" icon={<IconMinus />} onClick={smaller} />
        <Zoom label="All of it (0)" icon={<IconMaximize />} onClick={fit} />
      </div>
    </div>
  )
}

const Zoom = ({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) => (
  <Tooltip label={label} position="left">
    <ActionIcon variant="default" aria-label={label} onClick={onClick}>
      {icon}
    </ActionIcon>
  </Tooltip>
)
