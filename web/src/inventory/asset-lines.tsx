import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { score } from '../words/format.ts'
import { ASSET_KIND } from '../words/labels.ts'
import { SeverityCounts } from '../words/severity-counts.tsx'
import { assetsOfQuery } from './inventory-queries.ts'
import styles from './inventory-view.module.css'

/** The assets of an application, worst first. */
export function AssetLines({ application }: { application: string }) {
  const assets = useQuery(assetsOfQuery(application))
  if (assets.error) return <ErrorPanel error={assets.error} retry={() => void assets.refetch()} />
  if (!assets.data) return <Skeleton height="var(--row-height-tall)" />
  if (assets.data.total === 0) {
    return (
      <p className={styles.quiet}>
        None yet. <Link to="/imports">Import a report</Link> and name this application, or open an asset and
        choose its application.
      </p>
    )
  }
  return (
    <ul className={styles.rows}>
      {assets.data.items.map((asset) => (
        <li key={asset.id}>
          <p className={styles.name}>
            <Link to="/asset/$id" params={{ id: asset.id }}>
              {asset.name}
            </Link>{' '}
            <span className={styles.quiet}>{ASSET_KIND[asset.kind]}</span>
          </p>
          <SeverityCounts open={asset.open} search={{ asset: asset.id }} />
          <span className={styles.score}>{asset.topScore > 0 ? score(asset.topScore) : '–'}</span>
        </li>
      ))}
    </ul>
  )
}
