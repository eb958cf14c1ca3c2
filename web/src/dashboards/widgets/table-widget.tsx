import { Link } from '@tanstack/react-router'
import { parseSearch } from '../../api/search-params.ts'
import { RowsLink } from '../../findings/rows-link.tsx'
import { ScoreFigure } from '../../findings/score-figure.tsx'
import { placeOf } from '../../words/advisory-of.ts'
import { counted } from '../../words/format.ts'
import { SeverityMark } from '../../words/severity-mark.tsx'
import type { Props } from './props.ts'
import styles from './widgets.module.css'

/** The findings themselves; each opens in the list's panel. */
export function TableWidget({ result }: Props<'table'>) {
  const list = result.link === null ? {} : parseSearch(result.link)
  return (
    <>
      <ol className={styles.findings}>
        {result.rows.map((finding) => (
          <li key={finding.id}>
            <Link
              to="/findings"
              search={{ ...list, open: finding.id }}
              className={styles.finding}
              preload={false}
            >
              <SeverityMark severity={finding.severity} />
              <ScoreFigure finding={finding} />
              <span className={styles.words}>
                <span className={styles.title}>{finding.title}</span>
                <span className={styles.where}>{placeOf(finding)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ol>
      <p className={styles.foot}>
        {result.rows.length === 0 ? (
          'Nothing matches.'
        ) : (
          <RowsLink link={result.link}>All {counted(result.total, 'finding')}</RowsLink>
        )}
      </p>
    </>
  )
}
