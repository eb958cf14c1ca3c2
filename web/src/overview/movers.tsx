import type { CisoOverview } from '../api/types.ts'
import { RowsLink } from '../findings/rows-link.tsx'
import { PlainTable } from '../list/plain-table.tsx'
import { count } from '../words/format.ts'
import { Card } from './card.tsx'
import styles from './role-view.module.css'
import { signed } from './signed.ts'

/** Which applications changed the risk most. */
export function Movers({ movers }: { movers: CisoOverview['movers'] }) {
  return (
    <Card title="Where it changed" beside="score points">
      {movers.length === 0 ? (
        <p className={styles.quiet}>No application changed in this time.</p>
      ) : (
        <PlainTable label="Where it changed" heads={['Application', { end: 'Change' }, { end: 'Now' }]}>
          {movers.map(({ application, change, risk, link }) => (
            <tr key={application?.id ?? 'none'}>
              <td>
                <RowsLink link={link}>{application?.name ?? 'No application'}</RowsLink>
              </td>
              <td data-end="" className={change > 0 ? styles.up : styles.down}>
                {signed(change)}
              </td>
              <td data-end="">{count(Math.round(risk))}</td>
            </tr>
          ))}
        </PlainTable>
      )}
    </Card>
  )
}
