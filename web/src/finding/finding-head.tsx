import { Button } from '@mantine/core'
import { IconAppWindow, IconFlame, IconServer2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMay } from '../api/me.ts'
import type { FindingDetail } from '../api/types.ts'
import { score } from '../words/format.ts'
import { KIND, NOISE } from '../words/labels.ts'
import { SeverityMark } from '../words/severity-mark.tsx'
import { StateWord } from '../words/state-word.tsx'
import styles from './finding-head.module.css'

export function FindingHead({ finding, onTriage }: { finding: FindingDetail; onTriage: () => void }) {
  const mayTriage = useMay('findings:triage')
  return (
    <header className={styles.head}>
      <div className={styles.words}>
        <div className={styles.line}>
          <SeverityMark severity={finding.severity} />
          <StateWord state={finding.state} />
          <span className={styles.quiet}>
            {KIND[finding.kind].label} ({KIND[finding.kind].tools})
          </span>
          {finding.noise.map((reason) => (
            <span key={reason} className={styles.quiet} title="Marked as noise: ranked lower, never hidden">
              {NOISE[reason]}
            </span>
          ))}
          {finding.knownExploited && (
            <span className={styles.exploited}>
              <IconFlame aria-hidden="true" /> Known exploited
            </span>
          )}
        </div>
        <h1 className={styles.title}>{finding.title}</h1>
        <div className={styles.line}>
          <Link to="/asset/$id" params={{ id: finding.asset.id }} className={styles.place} title="Asset">
            <IconServer2 aria-label="Asset" role="img" />
            {finding.asset.name}
          </Link>
          {finding.application && (
            <Link
              to="/applications/$id"
              params={{ id: finding.application.id }}
              className={styles.place}
              title="Application"
            >
              <IconAppWindow aria-label="Application" role="img" />
              {finding.application.name}
            </Link>
          )}
          <span className={styles.where}>{finding.location}</span>
        </div>
      </div>
      <div className={styles.score} title={`${finding.certainty} % of what the score asks for is known`}>
        <span className={styles.figure}>{score(finding.score)}</span>
        <span className={styles.quiet}>{finding.certainty} % sure</span>
      </div>
      {mayTriage && (
        <Button className={styles.triage} variant="filled" onClick={onTriage}>
          Triage (e)
        </Button>
      )}
    </header>
  )
}
