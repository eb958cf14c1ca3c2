import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { DeveloperOverview } from '../api/types.ts'
import { inDays } from '../dashboards/widgets/mttr-widget.tsx'
import { RowsLink } from '../findings/rows-link.tsx'
import { PlainTable } from '../list/plain-table.tsx'
import { count, score } from '../words/format.ts'
import { SeverityCounts } from '../words/severity-counts.tsx'
import { Card } from './card.tsx'
import { type OverviewScope, roleQueryOf } from './overview-query.ts'
import { FigureLine, RoleGrid } from './role-card.tsx'
import styles from './role-view.module.css'
import { LinkedFindings } from './security-view.tsx'

/** What is mine, what my repositories have, what to fix first. */
export function DeveloperView({ scope }: { scope: OverviewScope }) {
  const query = useQuery(roleQueryOf('developer', scope))
  return (
    <RoleGrid query={query} scope={scope}>
      {(developer) => (
        <>
          <Card title="At a glance" beside={`fixed in ${developer.days} days`} wide>
            <FigureLine label="At a glance" figures={figuresOf(developer)} />
          </Card>
          <LinkedFindings
            title="Fix first"
            beside="highest score"
            all={developer.fixFirst}
            none="Nothing is open."
          />
          <LinkedFindings title="Mine" all={developer.mine} none="Nothing is assigned to you." />
          <Repositories repositories={developer.repositories} />
        </>
      )}
    </RoleGrid>
  )
}

const figuresOf = ({ mine, fixable, fixed, mttr }: DeveloperOverview) => [
  { label: 'Mine', value: mine.count, link: mine.link },
  { label: 'Overdue', value: mine.overdue, link: 'state=open&assignee=me&sla=overdue' },
  { label: 'Due soon', value: mine.dueSoon, link: 'state=open&assignee=me&sla=due_soon' },
  { label: 'A fix is known', value: fixable.count, link: fixable.link },
  { label: 'Fixed', value: fixed.count, link: fixed.link },
  { label: 'Time to remediate', value: inDays(mttr.medianDays), link: mttr.link, beside: 'median' },
]

const Repositories = ({ repositories }: { repositories: DeveloperOverview['repositories'] }) => (
  <Card title="Repositories" beside="most risk first" wide>
    {repositories.length === 0 ? (
      <p className={styles.quiet}>
        None that you may see. A team of yours has to own an application that holds it.
      </p>
    ) : (
      <PlainTable
        label="Repositories"
        heads={[
          'Repository',
          'Open',
          { end: 'Risk' },
          { end: 'Top score' },
          { end: 'New' },
          { end: 'Fixed' },
          '',
        ]}
      >
        {repositories.map((one) => (
          <tr key={one.asset.id}>
            <td>
              <Link to="/asset/$id" params={{ id: one.asset.id }}>
                {one.asset.name}
              </Link>
            </td>
            <td>
              <SeverityCounts open={one.open} search={{ asset: one.asset.id }} />
            </td>
            <td data-end="">{count(Math.round(one.risk))}</td>
            <td data-end="">{score(one.topScore)}</td>
            <td data-end="">{count(one.newInWindow)}</td>
            <td data-end="">{count(one.fixedInWindow)}</td>
            <td data-end="">
              <RowsLink link={one.link}>Fix first</RowsLink>
            </td>
          </tr>
        ))}
      </PlainTable>
    )}
  </Card>
)
