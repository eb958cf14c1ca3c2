import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import type { Finding } from '../api/types.ts'
import type { FindingSearch } from '../findings/finding-search.ts'
import { ScoreFigure } from '../findings/score-figure.tsx'
import { placeOf } from '../words/advisory-of.ts'
import { SeverityMark } from '../words/severity-mark.tsx'
import styles from './fix-first.module.css'
import { reasonsFor } from './reasons.ts'

interface FindingRowsProps {
  findings: Finding[]
  /** The list in which a row opens. */
  search: FindingSearch
  /** What to say when there are none. */
  none: string
}

/** Findings with why they stand there; each opens in the panel of its list. */
export function FindingRows({ findings, search, none }: FindingRowsProps) {
  if (findings.length === 0) return <p className={styles.where}>{none}</p>
  return (
    <ol className={styles.list}>
      {findings.map((finding) => (
        <li key={finding.id}>
          <Link
            to="/findings"
            search={{ ...search, open: finding.id }}
            className={styles.item}
            preload={false}
          >
            <SeverityMark severity={finding.severity} />
            <span className={styles.score}>
              <ScoreFigure finding={finding} />
            </span>
            <span className={styles.words}>
              <span className={styles.title}>{finding.title}</span>
              <span className={styles.where}>{placeOf(finding)}</span>
            </span>
            <span className={styles.why}>
              {reasonsFor(finding).map((reason, i) => (
                <Fragment key={reason}>
                  {i > 0 && ' · '}
                  <span className={styles.reason}>{reason}</span>
                </Fragment>
              ))}
            </span>
          </Link>
        </li>
      ))}
    </ol>
  )
}
