import type { Intel } from '../api/types.ts'
import styles from '../settings/settings.module.css'
import { count } from '../words/format.ts'

const LABELS: Record<keyof Intel['counts'], string> = {
  advisories: 'advisories',
  packages: 'packages they name',
  malicious: 'malicious packages',
  withdrawn: 'taken back',
  epss: 'with EPSS',
  knownExploited: 'known exploited (KEV)',
  exploits: 'exploits',
  assessments: 'assessed (SSVC)',
}

export const IntelCounts = ({ counts }: { counts: Intel['counts'] }) => (
  <dl className={styles.figures}>
    {(Object.keys(LABELS) as (keyof Intel['counts'])[]).map((name) => (
      <div key={name}>
        <dd className={styles.figure}>{count(counts[name])}</dd>
        <dt className={styles.quiet}>{LABELS[name]}</dt>
      </div>
    ))}
  </dl>
)
