import type { Advisory } from '../api/types.ts'
import { day, percent } from '../words/format.ts'
import { SeverityWord } from '../words/severity-mark.tsx'
import styles from './advisory.module.css'

export function AdvisoryHead({ advisory }: { advisory: Advisory }) {
  const { id, summary, severity, malicious, withdrawn, withdrawnReason, knownExploited, epss } = advisory
  return (
    <header className={styles.head}>
      <p className={styles.marks}>
        <SeverityWord severity={severity} />
        {malicious && <strong className={styles.bad}>Malicious package</strong>}
        {knownExploited && <strong className={styles.bad}>Known to be exploited</strong>}
        {knownExploited?.ransomware && <span className={styles.bad}>by ransomware</span>}
        {epss && <span>EPSS {percent(epss.score)}</span>}
      </p>
      <h1>{summary ? `${id}: ${summary}` : id}</h1>
      {withdrawn && (
        <p className={styles.withdrawn}>
          Taken back on {day(withdrawn)}
          {withdrawnReason ? `: ${withdrawnReason}` : '. Its source gives no reason.'}
        </p>
      )}
    </header>
  )
}
