import type { Merge } from '../api/types.ts'
import type { Column } from '../list/column.ts'
import { Place } from '../list/place.tsx'
import { RowLink, RowName } from '../list/row-links.tsx'
import { count } from '../words/format.ts'
import { TwoLines } from '../words/two-lines.tsx'
import { whyOf } from './merge-words.ts'
import styles from './merges.module.css'

export const MERGE_COLUMNS: Column<Merge>[] = [
  {
    id: 'title',
    header: 'Finding',
    width: 'sentence',
    priority: 1,
    cell: (merge) => (
      <span className={styles.cell} title={merge.title}>
        <RowName href={`/findings/${merge.id}`}>{merge.title}</RowName>
      </span>
    ),
  },
  {
    id: 'location',
    header: 'Where',
    width: 'wide',
    priority: 4,
    cell: ({ location }) => <Place text={location} />,
  },
  {
    id: 'asset',
    header: 'Asset',
    width: 'medium',
    priority: 3,
    cell: (merge) => (
      <RowLink href={`/asset/${merge.asset.id}`} className={styles.quiet}>
        {merge.asset.name}
      </RowLink>
    ),
  },
  {
    id: 'why',
    header: 'Why',
    width: 'medium',
    priority: 2,
    cell: (merge) => <span className={styles.quiet}>{whyOf(merge)}</span>,
  },
  {
    id: 'tools',
    header: 'Tools',
    width: 'medium',
    priority: 3,
    cell: (merge) => (
      <span className={styles.quiet} title={merge.tools.join(', ')}>
        {merge.tools.join(', ')}
      </span>
    ),
  },
  {
    id: 'observations',
    header: 'Made of',
    width: 'number',
    align: 'end',
    priority: 2,
    cell: (merge) => count(merge.observations.length),
  },
]

export const MergeLines = (merge: Merge) => (
  <TwoLines
    title={merge.title}
    below={`${merge.asset.name} · ${whyOf(merge)}`}
    end={count(merge.observations.length)}
  />
)
