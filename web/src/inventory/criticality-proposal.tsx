import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Criticality } from '../api/types.ts'
import { CRITICALITY } from '../words/labels.ts'
import styles from './criticality-proposal.module.css'
import { criticalityQuery } from './inventory-queries.ts'

interface CriticalityProposalProps {
  /** Id. */
  application: string
  /** Left out for those who may not say it. */
  onAccept: ((criticality: Criticality) => void) | undefined
}

/** What the estate says of an application's criticality and why. It is only a proposal: what a person chose stays until they accept. */
export function CriticalityProposal({ application, onAccept }: CriticalityProposalProps) {
  const { data } = useQuery(criticalityQuery(application))
  if (!data?.proposed) return null
  const { proposed, said, reasons } = data
  return (
    <section className={styles.proposal} aria-label="Proposed criticality">
      <div className={styles.head}>
        <span>
          {said === proposed ? 'The estate agrees' : 'The estate suggests'}:{' '}
          <strong>{CRITICALITY[proposed]}</strong>
        </span>
        {onAccept && said !== proposed && (
          <Button size="compact-xs" onClick={() => onAccept(proposed)}>
            Accept
          </Button>
        )}
      </div>
      <ul>
        {reasons.map(({ factor, points, says }) => (
          <li key={factor} className={styles.reason}>
            <span className={styles.points}>{points > 0 ? `+${points}` : points}</span>
            <span>{says}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
