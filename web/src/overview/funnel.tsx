import { Link, type LinkProps } from '@tanstack/react-router'
import type { Overview } from '../api/types.ts'
import type { FindingSearch } from '../findings/finding-search.ts'
import { count } from '../words/format.ts'
import { Card } from './card.tsx'
import styles from './funnel.module.css'

type Step = { label: string; value: number; link: LinkProps }

/** From everything the tools said to what matters. The bars share one scale that starts at zero. */
export function Funnel({ funnel, scope }: { funnel: Overview['funnel']; scope: FindingSearch }) {
  const open = { ...scope, state: 'open' }
  const steps: Step[] = [
    { label: 'Observations by tools', value: funnel.observations, link: { to: '/imports' } },
    { label: 'Findings, each once', value: funnel.findings, link: { to: '/findings', search: scope } },
    { label: 'Open', value: funnel.open, link: { to: '/findings', search: open } },
    {
      label: 'Critical or high',
      value: funnel.criticalOrHigh,
      link: { to: '/findings', search: { ...open, severity: 'critical,high' } },
    },
    {
      label: 'Score 70 or more',
      value: funnel.top,
      link: { to: '/findings', search: { ...open, minScore: '70' } },
    },
  ]
  const most = Math.max(1, ...steps.map((step) => step.value))
  return (
    <Card title="What matters of it all" beside="count">
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step.label}>
            <Link {...step.link} className={styles.step}>
              <span className={styles.words}>
                {step.label}
                <span className={styles.number}>{count(step.value)}</span>
              </span>
              <span className={styles.track}>
                <span className={styles.bar} style={{ inlineSize: `${(100 * step.value) / most}%` }} />
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  )
}
