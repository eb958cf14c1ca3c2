import { Link } from '@tanstack/react-router'
import type { Advisory } from '../api/types.ts'
import { Fact, Facts, When } from '../words/facts.tsx'
import { percent } from '../words/format.ts'
import styles from './advisory.module.css'
import { feedName } from './feed-name.ts'

/** What the feeds say of the vulnerability itself. */
export function AdvisoryFacts({ advisory }: { advisory: Advisory }) {
  const { aliases, cvss, cwes, epss, records, published, modified } = advisory
  const feeds = [...new Set(records.map(({ feed }) => feedName(feed)))]
  return (
    <Facts>
      {aliases.length > 0 && (
        <Fact label="Also called">
          {aliases.map((alias) => (
            <span key={alias}>{alias}</span>
          ))}
        </Fact>
      )}
      {cvss.map((rating) => (
        <Fact key={rating.vector ?? String(rating.score)} label={`CVSS ${rating.version ?? ''}`}>
          {rating.score !== undefined && <strong>{rating.score.toFixed(1)}</strong>}
          {rating.source && <span className={styles.quiet}>{rating.source}</span>}
          {rating.vector && <code className={styles.quiet}>{rating.vector}</code>}
        </Fact>
      ))}
      {epss && (
        <Fact label="EPSS">
          {percent(epss.score)}
          <span className={styles.quiet}>in 30 days, {rankWords(epss.percentile)}</span>
        </Fact>
      )}
      {cwes.length > 0 && (
        <Fact label="Weakness">
          {cwes.map((cwe) => (
            <Link key={cwe} to="/findings" search={{ cwe: String(cwe) }}>
              CWE-{cwe}
            </Link>
          ))}
        </Fact>
      )}
      {published && (
        <Fact label="Published">
          <When time={published} />
        </Fact>
      )}
      {modified && (
        <Fact label="Changed">
          <When time={modified} />
        </Fact>
      )}
      {feeds.length > 0 && <Fact label="Told by">{feeds.join(', ')}</Fact>}
    </Facts>
  )
}

/** Rounded down: nothing is above all of them. */
const rankWords = (percentile: number): string =>
  percentile >= 0.999 ? 'among the highest of all' : `above ${Math.floor(percentile * 1000) / 10} % of all`
