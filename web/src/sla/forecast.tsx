import type { SlaForecast } from '../api/types.ts'
import { CountLink } from '../findings/rows-link.tsx'
import { useFirstRows } from '../list/first-rows.tsx'
import { PlainTable } from '../list/plain-table.tsx'
import { count } from '../words/format.ts'
import { GroupName } from './group-name.tsx'
import styles from './sla.module.css'

type Row = SlaForecast['total']

/** What more will be overdue within each time: if nothing is fixed any more, and if fixing goes on as it did. */
export function Forecast({
  forecast,
  by,
  head,
  scope,
}: {
  forecast: SlaForecast
  by: string
  head: string
  scope: string
}) {
  const { total, groups } = forecast
  const { first, more } = useFirstRows(groups)
  // Those whose clock runs: without a due date, or paused, nothing can be late.
  const of = (row: Row) =>
    [scope, row === total ? '' : `${by}=${encodeURIComponent(row.value)}`, 'state=open']
      .filter(Boolean)
      .join('&')
  return (
    <>
      <PlainTable
        label={`Late within so many days, by ${by}`}
        heads={[
          head,
          { end: 'Clock runs' },
          { end: 'Late now' },
          ...total.horizons.map(({ days }) => ({ end: `${days} days` })),
          { end: 'Fixed a day' },
        ]}
      >
        {[total, ...first].map((row) => (
          <tr key={row.value || 'total'}>
            <td>{row === total ? <strong>All</strong> : <GroupName by={by} group={row} />}</td>
            <td data-end="">
              <CountLink link={`${of(row)}&sla=overdue,due_soon,on_time`} value={row.open} />
            </td>
            <td data-end="">
              <CountLink link={`${of(row)}&sla=overdue`} value={row.overdue} />
            </td>
            {row.horizons.map(({ days, ifNothing, atUsualRate }) => (
              <td key={days} data-end="">
                <strong>{count(atUsualRate)}</strong>{' '}
                <span className={styles.quiet}>of {count(ifNothing)}</span>
              </td>
            ))}
            <td data-end="">{row.fixedPerDay.toFixed(1)}</td>
          </tr>
        ))}
      </PlainTable>
      {more}
      <p className={styles.quiet}>
        In bold: when fixing goes on as in the last 90 days, the most urgent first. Behind it: when nothing is
        fixed any more.
      </p>
    </>
  )
}
