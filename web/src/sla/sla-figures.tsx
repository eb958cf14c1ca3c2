import type { SlaFigures } from '../api/types.ts'
import { CountLink } from '../findings/rows-link.tsx'
import { percent } from '../words/format.ts'
import styles from './sla.module.css'

/** Compliance first, then what makes it up. */
export function SlaFiguresView({ figures, days }: { figures: SlaFigures; days: number }) {
  return (
    <div className={styles.figures}>
      <div>
        <span className={styles.figure}>
          {figures.compliance === null ? '–' : percent(figures.compliance)}
        </span>
        <span className={styles.quiet}>in time, last {days} days</span>
      </div>
      <dl className={styles.parts}>
        <Part label="Overdue" value={figures.overdue} link="state=open&sla=overdue" base={figures.link} bad />
        <Part label="Due soon" value={figures.dueSoon} link="state=open&sla=due_soon" base={figures.link} />
        <Part label="Fixed late" value={figures.missed} link="state=fixed&sla=late" base={figures.link} />
        <Part label="Fixed in time" value={figures.met} link="state=fixed&sla=met" base={figures.link} />
      </dl>
    </div>
  )
}

/** `base`: what the figures are about; its own state and due dates give way to the part's. */
function Part({
  label,
  value,
  link,
  base,
  bad,
}: {
  label: string
  value: number
  link: string
  base: string | null
  bad?: boolean
}) {
  return (
    <div data-bad={(bad && value > 0) || undefined}>
      <dt>{label}</dt>
      <dd>
        <CountLink link={base === null ? null : joined(base, link)} value={value} />
      </dd>
    </div>
  )
}

/** `severity=high&state=open` and `state=fixed` → `severity=high&state=fixed`. */
export function joined(base: string, more: string): string {
  const params = new URLSearchParams(base)
  for (const [name, value] of new URLSearchParams(more)) params.set(name, value)
  return params.toString()
}
