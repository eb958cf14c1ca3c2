import type { EstateMap, NodeKind } from '../../api/types.ts'
import { FacetGroup } from '../../findings/facet-group.tsx'
import { EXPOSURE } from '../../words/labels.ts'
import { NODE_KIND } from '../node-words.ts'
import { DataLetters, ExposureShape, OpenShape } from './item-marks.tsx'
import { KindIcon } from './kind-icon.tsx'
import { KINDS_IN_ORDER } from './map-layers.ts'
import styles from './map-side.module.css'

interface MapSideProps {
  counts: EstateMap['counts'] | undefined
  kinds: readonly NodeKind[]
  onToggle: (kind: NodeKind) => void
}

/** Kinds with how many there are of each, shown or not, and what the marks mean. */
export function MapSide({ counts, kinds, onToggle }: MapSideProps) {
  const there = KINDS_IN_ORDER.filter((kind) => counts?.[kind])
  return (
    <>
      <FacetGroup
        label="Kind"
        values={
          counts && there.map((kind) => ({ value: kind, label: NODE_KIND[kind], count: counts[kind] ?? 0 }))
        }
        chosen={there.filter((kind) => kinds.includes(kind))}
        word={({ value }) => (
          <span className={styles.kind}>
            <KindIcon kind={value as NodeKind} />
            {NODE_KIND[value as NodeKind]}
          </span>
        )}
        onToggle={(value) => onToggle(value as NodeKind)}
      />
      <Legend />
    </>
  )
}

const Legend = () => (
  <section className={styles.legend} aria-label="What the marks mean">
    <h2>Marks</h2>
    <ul>
      {(['internet', 'partner', 'internal', 'isolated'] as const).map((exposure) => (
        <li key={exposure}>
          <span className={styles.mark}>
            <ExposureShape exposure={exposure} />
          </span>
          {exposure === 'isolated' ? 'Isolated' : `Reached from: ${EXPOSURE[exposure].toLowerCase()}`}
        </li>
      ))}
      <li>
        <span className={styles.mark}>
          <OpenShape />
        </span>
        No authentication seen
      </li>
      <li>
        <span className={styles.mark}>
          <DataLetters data={['pii']} />
        </span>
        Class of its data
      </li>
      <Line kind="sure">Link</Line>
      <Line kind="unsure">Link, sure by less than 70 %</Line>
      <Line kind="way">Way from the internet</Line>
    </ul>
  </section>
)

const Line = ({ kind, children }: { kind: string; children: string }) => (
  <li>
    <span className={styles.mark}>
      <span className={styles.line} data-kind={kind} />
    </span>
    {children}
  </li>
)
