import { useMemo } from 'react'
import { curve } from '../../graph/curve.ts'
import styles from './map.module.css'
import type { Edge } from './map-items.ts'
import { isNear, isStep, type Near } from './map-near.ts'
import type { Picture, Placed } from './map-place.ts'

/** Links below this are guesses, and look it. */
const SURE = 0.7

interface MapEdgesProps {
  picture: Picture
  edges: readonly Edge[]
  near: Near | null
  /** Ids of items from the outside to the chosen one. */
  way: readonly string[]
}

/** All links as a few paths of one drawing. */
export function MapEdges({ picture, edges, near, way }: MapEdgesProps) {
  const places = useMemo(() => new Map(picture.placed.map((one) => [one.item.id, one])), [picture])
  const { width, height } = picture
  const inTwo = (part: string, own: readonly Edge[]) => {
    const [sure, unsure] = [own.filter(isSure), own.filter((edge) => !isSure(edge))]
    return (
      <>
        <path className={styles.edge} data-part={part} d={drawn(sure, places)} />
        <path className={styles.edge} data-part={part} data-unsure d={drawn(unsure, places)} />
      </>
    )
  }
  // They cross all else on their way up.
  const isBuilt = ({ from, to }: Edge) =>
    places.get(from)?.item.layer.build !== places.get(to)?.item.layer.build
  return (
    <svg
      className={styles.edges}
      viewBox={`0 0 ${width} ${height}`}
      style={{ width: `${width}em`, height: `${height}em` }}
      aria-hidden="true"
    >
      {inTwo('built', edges.filter(isBuilt))}
      {inTwo(
        'all',
        edges.filter((edge) => !isBuilt(edge)),
      )}
      {near &&
        inTwo(
          'near',
          edges.filter((edge) => isNear(near, edge)),
        )}
      {inTwo(
        'way',
        edges.filter((edge) => isStep(way, edge)),
      )}
    </svg>
  )
}

const isSure = ({ confidence }: Edge): boolean => confidence >= SURE

const drawn = (edges: readonly Edge[], places: ReadonlyMap<string, Placed>): string =>
  edges.map((edge) => lineOf(edge, places)).join('')

const HOW_FAR_ASIDE = 2.4

function lineOf({ from, to }: Edge, places: ReadonlyMap<string, Placed>): string {
  const [start, end] = [places.get(from), places.get(to)]
  if (!start || !end) return ''
  const middle = ({ y, height }: Placed) => y + height / 2
  if (start.column === end.column) {
    const aside = Math.min(start.x, end.x) - HOW_FAR_ASIDE
    return `M${start.x} ${middle(start)}C${aside} ${middle(start)} ${aside} ${middle(end)} ${end.x} ${middle(end)}`
  }
  // Against the columns it is drawn from its end, so that no line goes through the boxes.
  const [left, right] = start.column < end.column ? [start, end] : [end, start]
  return curve([left.x + left.width, middle(left)], [right.x, middle(right)], 1.5)
}
