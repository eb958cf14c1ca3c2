import { useMemo } from 'react'
import { link } from '../../graph/link.ts'
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

function lineOf({ from, to }: Edge, places: ReadonlyMap<string, Placed>): string {
  const [start, end] = [places.get(from), places.get(to)]
  return start && end ? link(start, end, { level: 1.2, aside: 1.7 }) : ''
}
