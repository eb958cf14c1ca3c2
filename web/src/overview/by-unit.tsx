import type { CisoOverview } from '../api/types.ts'
import { inDays } from '../dashboards/widgets/mttr-widget.tsx'
import { CountLink, RowsLink } from '../findings/rows-link.tsx'
import { useFirstRows } from '../list/first-rows.tsx'
import { PlainTable } from '../list/plain-table.tsx'
import { joined } from '../sla/sla-figures.tsx'
import { count, percent, score } from '../words/format.ts'
import { SeverityCounts } from '../words/severity-counts.tsx'
import { Card } from './card.tsx'
import { signed } from './signed.ts'

/** Each business unit: the team that owns the applications. */
export function ByUnit({ units }: { units: CisoOverview['byUnit'] }) {
  const { first, more } = useFirstRows(units)
  if (units.length === 0) return null
  return (
    <Card title="By business unit" beside="the team that owns the application" wide>
      <PlainTable
        label="By business unit"
        heads={[
          'Unit',
          'Open',
          { end: 'Risk' },
          { end: 'Change' },
          { end: 'Top score' },
          { end: 'Overdue' },
          { end: 'In time' },
          { end: 'MTTR' },
        ]}
      >
        {first.map((unit) => (
          <tr key={unit.team?.id ?? 'none'}>
            <td>
              <RowsLink link={unit.link}>{unit.team?.name ?? 'No team'}</RowsLink>
            </td>
            <td>
              <SeverityCounts open={unit.open} search={unit.team ? { team: unit.team.id } : {}} />
            </td>
            <td data-end="">{unit.risk === null ? '–' : count(Math.round(unit.risk))}</td>
            <td data-end="">
              {unit.risk === null || unit.riskBefore === null ? '–' : signed(unit.risk - unit.riskBefore)}
            </td>
            <td data-end="">{score(unit.topScore)}</td>
            <td data-end="">
              <CountLink
                link={unit.link && joined(unit.link, 'state=open&sla=overdue')}
                value={unit.sla.overdue}
              />
            </td>
            <td data-end="">{unit.sla.compliance === null ? '–' : percent(unit.sla.compliance)}</td>
            <td data-end="">{inDays(unit.mttr.medianDays)}</td>
          </tr>
        ))}
      </PlainTable>
      {more}
    </Card>
  )
}
