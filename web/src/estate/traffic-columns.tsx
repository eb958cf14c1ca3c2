import type { ComparedEndpoint } from '../api/types.ts'
import type { Column } from '../list/column.ts'
import { Place } from '../list/place.tsx'
import { RowLink, RowName } from '../list/row-links.tsx'
import { ago, count, counted } from '../words/format.ts'
import { EXPOSURE } from '../words/labels.ts'
import { TwoLines } from '../words/two-lines.tsx'
import { Quiet } from './node-cells.tsx'
import { ExposureMark } from './node-exposure.tsx'
import styles from './node-list.module.css'
import { openOf } from './node-open.ts'

const GUARDED = new Map([
  [true, 'seen'],
  [false, 'none seen'],
])

export const TRAFFIC_COLUMNS: Column<ComparedEndpoint>[] = [
  {
    id: 'name',
    header: 'Operation',
    width: 'title',
    priority: 1,
    cell: ({ id, asset, name }) => (
      <span className={styles.cell} title={name}>
        <RowName href={`/estate/traffic?open=${openOf({ asset: asset.id, node: id })}`}>{name}</RowName>
      </span>
    ),
  },
  {
    id: 'calls',
    header: 'Requests',
    width: 'number',
    align: 'end',
    priority: 1,
    cell: ({ calls }) => (calls === null ? '–' : count(calls)),
  },
  {
    id: 'last',
    header: 'Last seen',
    width: 'short',
    priority: 3,
    cell: ({ lastSeen }) => <Quiet text={lastSeen && ago(lastSeen)} />,
  },
  {
    id: 'exposure',
    header: 'Who reaches it',
    width: 'short',
    priority: 2,
    cell: ({ exposure }) => <ExposureMark exposure={exposure} />,
  },
  {
    id: 'authentication',
    header: 'Authentication',
    width: 'medium',
    priority: 4,
    cell: ({ authenticated }) => <Quiet text={authenticated === null ? null : GUARDED.get(authenticated)} />,
  },
  {
    id: 'asset',
    header: 'Asset',
    width: 'medium',
    priority: 2,
    cell: ({ asset }) => (
      <RowLink href={`/asset/${asset.id}?tab=estate`} className={styles.quiet}>
        {asset.name}
      </RowLink>
    ),
  },
  {
    id: 'place',
    header: 'Place',
    width: 'medium',
    priority: 5,
    cell: ({ place }) => <Place text={place} />,
  },
]

export const TrafficLines = ({ name, calls, exposure, asset }: ComparedEndpoint) => (
  <TwoLines
    title={name}
    below={[calls !== null && counted(calls, 'request'), exposure && EXPOSURE[exposure], asset.name]
      .filter(Boolean)
      .join(' · ')}
  />
)
