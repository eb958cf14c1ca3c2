import { Link } from '@tanstack/react-router'
import type { AssetDetail } from '../api/types.ts'
import { ASSET_KIND } from '../words/labels.ts'
import styles from './inventory-view.module.css'

/** How the asset hangs together with others: `builds registry/shop:1.4`, `is run by prod/shop`. */
export function AssetLinks({ links }: { links: AssetDetail['links'] }) {
  return (
    <ul className={styles.rows}>
      {links.map((link) => (
        <li key={`${link.kind} ${link.direction} ${link.asset.id}`}>
          <span className={styles.name}>
            <span className={styles.quiet}>{link.direction === 'to' ? link.kind : `${link.kind} ← `}</span>{' '}
            <Link to="/asset/$id" params={{ id: link.asset.id }}>
              {link.asset.name}
            </Link>
          </span>
          <span className={styles.quiet}>{ASSET_KIND[link.asset.kind]}</span>
          <span className={styles.quiet}>{link.source}</span>
        </li>
      ))}
    </ul>
  )
}
