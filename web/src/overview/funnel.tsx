import { Link, type LinkProps } from '@tanstack/react-router'
import type { Overview } from '../api/types.ts'
import type { FindingSearch } from '../findings/finding-search.ts'
import { count } from '../words/format.ts'
import { NOISE } from '../words/labels.ts'
import { Card } from './card.tsx'
import styles from './funnel.module.css'

/** `left`: what the step leaves out. */
type Step = { label: string; value: number; link: LinkProps; left?: string }

/** From everything the tools said to what matters. The bars share one scale that starts at zero. */
export function Funnel({ funnel, scope }: { funnel: Overview['funnel']; scope: FindingSearch }) {
  const open = { ...scope, state: 'open' }
  const signal = { ...open, noise: 'none' }
  const steps: Step[] = [
    { label: 'Observations by tools', value: funnel.observations, link: { to: '/imports' } },
    { label: 'Findings, each once', value: funnel.findings, link: { to: '/findings', search: scope } },
    { label: 'Open', value: funnel.open, link: { to: '/findings', search: open } },
    {
      label: 'Not noise',
      value: funnel.signal,
      link: { to: '/findings', search: signal },
      left: funnel.noise.map(({ reason, open }) => `${NOISE[reason]} ${count(open)}`).join(' · '),
    },
    {
      label: 'Critical or high',
      value: funnel.criticalOrHigh,
      link: { to: '/findings', search: { ...signal, severity: 'critical,high' } },
    },
    {
      label: 'Score 50 or more',
      value: funnel.top,
      link: { to: '/findings', search: { ...open, minScore: '50' } },
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
              {step.left && <span className={styles.left}>left out: {step.left}</span>}
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
