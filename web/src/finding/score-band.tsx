import { Link } from '@tanstack/react-router'
import type { Explanation, Ref } from '../api/types.ts'
import { score } from '../words/format.ts'
import styles from './score-band.module.css'

/** Where the score may lie, for all that is not known, and what narrows it. */
export function ScoreBand({
  explanation: { score: value, low, high, certainty, factors },
  application,
  asset,
}: {
  explanation: Explanation
  application: Ref | null
  asset: Ref
}) {
  const unknown = factors.filter(({ known, low, high }) => !known && low !== high)
  return (
    <div className={styles.band}>
      <div className={styles.track} aria-hidden="true">
        <span
          className={styles.range}
          style={{ insetInlineStart: `${low}%`, inlineSize: `${Math.max(0, high - low)}%` }}
        />
        <span className={styles.mark} style={{ insetInlineStart: `${value}%` }} />
      </div>
      <p className={styles.words}>
        {low === high
          ? 'Everything that the score asks for is known.'
          : `Between ${score(low)} and ${score(high)}, for what is not known; ${certainty} % is.`}
        {unknown.length > 0 && ` Unknown: ${unknown.map(({ label }) => label).join(', ')}.`}{' '}
        {unknown.length > 0 &&
          (application ? (
            <Link to="/applications/$id" params={{ id: application.id }}>
              Say more about {application.name}
            </Link>
          ) : (
            <Link to="/asset/$id" params={{ id: asset.id }} search={{ tab: 'context' }}>
              Say more about {asset.name}
            </Link>
          ))}
      </p>
    </div>
  )
}
