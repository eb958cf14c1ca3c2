import { Link } from '@tanstack/react-router'
import type { AssetDetail } from '../api/types.ts'
import { LinkButton } from '../shell/link-button.tsx'
import { ago, dateTime } from '../words/format.ts'
import styles from './inventory-view.module.css'

/** What each tool looks at: a report closes only what its own scope no longer shows. */
export function AssetScopes({ asset }: { asset: AssetDetail }) {
  return (
    <>
      {asset.scopes.length === 0 && <p className={styles.quiet}>No tool has looked at this asset yet.</p>}
      <ul className={styles.rows}>
        {asset.scopes
          .toSorted((a, b) => a.tool.localeCompare(b.tool) || a.branch.localeCompare(b.branch))
          .map((scope) => (
            <li key={scope.id}>
              <span className={styles.name}>
                {scope.tool}{' '}
                <span className={styles.quiet}>
                  {scope.branch}
                  {scope.name && ` · ${scope.name}`}
                </span>
              </span>
              {scope.lastReportId ? (
                <Link to="/imports" search={{ open: scope.lastReportId }}>
                  last report
                </Link>
              ) : (
                <span className={styles.quiet}>matched by itself</span>
              )}
              <time className={styles.quiet} dateTime={scope.lastSeen} title={dateTime(scope.lastSeen)}>
                {ago(scope.lastSeen)}
              </time>
            </li>
          ))}
      </ul>
      <LinkButton to="/imports" search={{ into: asset.name }}>
        Import a report
      </LinkButton>
    </>
  )
}
