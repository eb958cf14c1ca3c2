import type { CisoOverview } from '../api/types.ts'
import { RowsLink } from '../findings/rows-link.tsx'
import { counted } from '../words/format.ts'
import { Card } from './card.tsx'
import styles from './role-view.module.css'
import { signed } from './signed.ts'

type Driver = CisoOverview['drivers'][number]

const CAUSE: Record<Driver['cause'], string> = {
  new: 'New findings',
  reopened: 'Came back',
  fixed: 'Fixed',
  decided: 'Accepted, or no weakness',
  advisory: 'News about known weaknesses',
  context: 'Context of applications',
  policy: 'Policies',
  model: 'The risk model',
  other: 'Rescored otherwise',
}

/** Why the risk is another than before: points added to the right, taken to the left, on one scale. */
export function Drivers({ drivers, days }: { drivers: Driver[]; days: number }) {
  const most = Math.max(1, ...drivers.map(({ risk }) => Math.abs(risk)))
  return (
    <Card title="What drives it" beside={`score points in ${days} days`}>
      {drivers.length === 0 && <p className={styles.quiet}>Nothing changed the risk in this time.</p>}
      <ul>
        {drivers.map(({ cause, risk, findings, link }) => (
          <li key={cause} className={styles.driver}>
            <span>
              {CAUSE[cause]}{' '}
              {findings !== null && (
                <span className={styles.quiet}>
                  <RowsLink link={link}>{counted(findings, 'finding')}</RowsLink>
                </span>
              )}
            </span>
            <strong>{signed(risk)}</strong>
            <span className={styles.scale} aria-hidden="true">
              <span
                data-way={risk > 0 ? 'up' : 'down'}
                style={{ inlineSize: `${(50 * Math.abs(risk)) / most}%` }}
              />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
