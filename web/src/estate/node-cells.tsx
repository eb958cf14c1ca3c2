import type { ReactNode } from 'react'
import type { EstateNode } from '../api/types.ts'
import type { Column } from '../list/column.ts'
import { Place } from '../list/place.tsx'
import { RowLink, RowName } from '../list/row-links.tsx'
import { dataClassWords, onlyLedTo } from './node-data.ts'
import { ExposureMark } from './node-exposure.tsx'
import styles from './node-list.module.css'
import { openOf } from './node-open.ts'

/** Quiet text that is cut where there is no room; whole on hover. */
export const Quiet = ({ text }: { text: string | null | undefined }) => (
  <span className={styles.quiet} title={text || undefined}>
    {text || '–'}
  </span>
)

interface NodeRowNameProps {
  node: EstateNode
  /** The page that the row's address opens it on. */
  path: string
  words: string
  /** The words with their parts told apart. */
  children?: ReactNode
}

/** The name of a row, whole on hover. */
export const NodeRowName = ({ node, path, words, children }: NodeRowNameProps) => (
  <span className={styles.cell} title={words}>
    <RowName href={`${path}?open=${openOf({ asset: node.asset.id, node: node.id })}`}>
      {children ?? words}
    </RowName>
  </span>
)

/** Classes that it holds or takes, then those that it leads to. */
export function DataWords({ node }: { node: EstateNode }) {
  const further = onlyLedTo(node)
  const words = [
    dataClassWords(node.dataClasses),
    further.length > 0 && `leads to ${dataClassWords(further)}`,
  ]
    .filter(Boolean)
    .join('; ')
  return words ? <span title={words}>{words}</span> : <span className={styles.quiet}>–</span>
}

export const exposureColumn: Column<EstateNode> = {
  id: 'exposure',
  header: 'Who reaches it',
  width: 'short',
  priority: 1,
  cell: ({ exposure }) => <ExposureMark exposure={exposure} />,
}

export const assetColumn: Column<EstateNode> = {
  id: 'asset',
  header: 'Asset',
  width: 'medium',
  priority: 3,
  cell: ({ asset }) => (
    <RowLink href={`/asset/${asset.id}`} className={styles.quiet}>
      {asset.name}
    </RowLink>
  ),
}

export const applicationColumn: Column<EstateNode> = {
  id: 'application',
  header: 'Application',
  width: 'medium',
  priority: 7,
  cell: ({ application }) =>
    application ? (
      <RowLink href={`/applications/${application.id}`} className={styles.quiet}>
        {application.name}
      </RowLink>
    ) : (
      <Quiet text={null} />
    ),
}

export const placeColumn: Column<EstateNode> = {
  id: 'place',
  header: 'Place',
  width: 'wide',
  priority: 5,
  cell: ({ place }) => <Place text={place} />,
}
