import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import styles from '../advisory/advisory.module.css'
import type { Upgrade } from '../api/types.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { PlainTable } from '../list/plain-table.tsx'
import { upgradePlanQuery } from './upgrade-plan-query.ts'

/** The least upgrade of each vulnerable package that leaves no known advisory of it, what closes most first. */
export function UpgradePlan({ asset }: { asset: string }) {
  const plan = useQuery(upgradePlanQuery(asset))
  if (plan.error) return <ErrorPanel error={plan.error} retry={() => void plan.refetch()} />
  if (!plan.data) return <Skeleton height="var(--row-height-tall)" />
  if (plan.data.items.length === 0)
    return (
      <p className={styles.quiet}>
        No package in use is known to be vulnerable by the{' '}
        <Link to="/settings/$section" params={{ section: 'intelligence' }}>
          feeds
        </Link>
        .
      </p>
    )
  return (
    <PlainTable label="Upgrades" heads={['Package', 'Raise to', 'Manifest allows', 'By raising', 'Closes']}>
      {plan.data.items.map((one) => (
        <Line key={`${one.component.id} ${one.package}`} one={one} />
      ))}
    </PlainTable>
  )
}

function Line({ one }: { one: Upgrade }) {
  const { component, smallest, malicious, advisories } = one
  return (
    <tr>
      <td>
        <Link to="/packages/$key" params={{ key: one.package }}>
          {component.name}
        </Link>{' '}
        {component.version}
      </td>
      <td className={smallest && !malicious ? styles.good : styles.quiet}>
        {malicious ? 'remove it' : smallest ? `${smallest.version} (${smallest.step})` : 'no fix known'}
      </td>
      <td>{allowedWords(one)}</td>
      <td>{one.raise === component.name ? 'itself' : (one.raise ?? 'not known')}</td>
      <td>
        {advisories.map((id) => (
          <div key={id}>
            <Link to="/advisories/$id" params={{ id }} className={styles.keep}>
              {id}
            </Link>
          </div>
        ))}
      </td>
    </tr>
  )
}

/** Whether the lockfile alone has to change, or the manifest too. */
function allowedWords({ wanted, allowed }: Upgrade): string {
  if (wanted === null) return 'not known'
  return `${allowed ?? 'none'} by ${wanted.join(' and ')}`
}
