import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import type { DependencyGraph as Graph } from '../api/types.ts'
import { type Box, link } from '../graph/link.ts'
import { SeverityMark } from '../words/severity-mark.tsx'
import { ChosenNode } from './chosen-node.tsx'
import styles from './dependencies.module.css'
import { type Placed, placeNodes, reach, type Ways } from './graph.ts'

// In root ems, so that the picture grows with the text.
const [COLUMN, ROW, WIDTH, HEIGHT] = [15, 1.875, 12.5, 1.625]
/** So many lines would be a wall: they step back. */
const MANY = 300

interface GraphProps {
  graph: Graph
  ways: Ways
  shown: ReadonlySet<number>
  /** Narrows the picture to what leads to components of a name. */
  onOnly: (name: string) => void
}

/** Columns from the root to the right. A chosen component shows its ways in and what it needs; the rest steps back. */
export function DependencyGraph({ graph, ways, shown, onOnly }: GraphProps) {
  const placed = useMemo(() => placeNodes(graph, ways, shown), [graph, ways, shown])
  const places = useMemo(() => new Map(placed.map((place) => [place.node, place])), [placed])
  const [picked, setPicked] = useState<number | null>(null)
  const chosen = picked !== null && places.has(picked) ? picked : null
  const near = useMemo(
    () => (chosen === null ? null : { above: reach([chosen], ways.up), below: reach([chosen], ways.down) }),
    [chosen, ways],
  )
  const buttons = useRef(new Map<number, HTMLButtonElement>())
  const focusable = chosen ?? placed[0]?.node
  const onKey = (event: KeyboardEvent, place: Placed) => {
    const next = neighbour(event.key, place, placed, ways)
    if (next === undefined) return
    event.preventDefault()
    setPicked(next)
    buttons.current.get(next)?.focus()
  }
  const edges = graph.edges.filter(([from, to]) => places.has(from) && places.has(to))
  const isNear = ([from, to]: [number, number]): boolean =>
    near !== null &&
    ((near.above.has(from) && near.above.has(to)) || (near.below.has(from) && near.below.has(to)))
  const columns = Math.max(...placed.map(({ column }) => column)) + 1
  const rows = Math.max(...placed.map(({ row }) => row)) + 1
  const size = { width: `${columns * COLUMN}rem`, height: `${rows * ROW}rem` }
  return (
    <>
      <ChosenNode
        node={chosen === null ? undefined : graph.nodes[chosen]}
        onOnly={onOnly}
        onClear={() => setPicked(null)}
      />
      <section
        className={styles.canvas}
        aria-label="Dependency graph"
        data-chosen={chosen !== null || undefined}
      >
        <div className={styles.plane} style={size}>
          <svg
            className={styles.edges}
            viewBox={`0 0 ${columns * COLUMN} ${rows * ROW}`}
            style={size}
            aria-hidden="true"
          >
            <path
              className={styles.edge}
              data-many={edges.length > MANY || undefined}
              d={edges.map((edge) => lineOf(edge, places)).join('')}
            />
            {near && (
              <path
                className={styles.nearEdge}
                d={edges
                  .filter(isNear)
                  .map((edge) => lineOf(edge, places))
                  .join('')}
              />
            )}
          </svg>
          {placed.map((place) => {
            const node = graph.nodes[place.node]
            if (!node) return null
            const isChosen = place.node === chosen
            return (
              <button
                key={node.id}
                ref={(element) => {
                  if (element) buttons.current.set(place.node, element)
                  else buttons.current.delete(place.node)
                }}
                type="button"
                className={styles.node}
                style={positionOf(place)}
                tabIndex={place.node === focusable ? 0 : -1}
                aria-pressed={isChosen}
                data-near={near?.above.has(place.node) || near?.below.has(place.node) || undefined}
                data-root={node.root || undefined}
                title={`${node.name} ${node.version}`}
                onClick={() => setPicked(isChosen ? null : place.node)}
                onKeyDown={(event) => onKey(event, place)}
              >
                {node.severity && <SeverityMark severity={node.severity} />}
                <span className={styles.name}>{node.name}</span>
                <span className={styles.version}>{node.version}</span>
              </button>
            )
          })}
        </div>
      </section>
    </>
  )
}

const positionOf = ({ column, row }: Placed) => ({
  insetInlineStart: `${column * COLUMN}rem`,
  insetBlockStart: `${row * ROW}rem`,
  width: `${WIDTH}rem`,
  height: `${HEIGHT}rem`,
})

/** Up and down within the column; left to what needs it, right to what it needs. */
function neighbour(
  key: string,
  { node, column, row }: Placed,
  placed: Placed[],
  ways: Ways,
): number | undefined {
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const wanted = row + (key === 'ArrowUp' ? -1 : 1)
    return placed.find((other) => other.column === column && other.row === wanted)?.node
  }
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined
  const beside = new Set(ways[key === 'ArrowLeft' ? 'up' : 'down'][node])
  return placed.find((other) => beside.has(other.node))?.node
}

const boxOf = ({ column, row }: Placed): Box => ({
  column,
  x: column * COLUMN,
  y: row * ROW,
  width: WIDTH,
  height: HEIGHT,
})

function lineOf([from, to]: [number, number], places: ReadonlyMap<number, Placed>): string {
  const [start, end] = [places.get(from), places.get(to)] as [Placed, Placed]
  return link(boxOf(start), boxOf(end), { level: 1.5, aside: 1.5 })
}
