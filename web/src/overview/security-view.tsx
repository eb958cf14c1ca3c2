import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { parseSearch } from '../api/search-params.ts'
import type { Finding, PolicyEffect, SecurityOverview } from '../api/types.ts'
import { Bars } from '../chart/bars.tsx'
import { CountLink, RowsLink } from '../findings/rows-link.tsx'
import { PlainTable } from '../list/plain-table.tsx'
import { EFFECT } from '../policies/policy-words.ts'
import { SlaFiguresView } from '../sla/sla-figures.tsx'
import { counted } from '../words/format.ts'
import { KIND } from '../words/labels.ts'
import { Card } from './card.tsx'
import { FindingRows } from './finding-rows.tsx'
import { type OverviewScope, roleQueryOf } from './overview-query.ts'
import { FigureLine, RoleGrid } from './role-card.tsx'
import styles from './role-view.module.css'

/** What waits, what came today, what the rules do. */
export function SecurityView({ scope }: { scope: OverviewScope }) {
  const query = useQuery(roleQueryOf('security', scope))
  return (
    <RoleGrid query={query} scope={scope}>
      {(security) => (
        <>
          <Card title="Today" wide>
            <FigureLine label="Today" figures={todayOf(security)} />
          </Card>
          <LinkedFindings
            title="Queue"
            beside="open, no noise, nobody has it"
            all={security.queue}
            none="Nothing waits: every open finding has a person, or is noise."
          />
          <LinkedFindings title="New today" all={security.newToday} none="Nothing new on this day." />
          <PoliciesFiring policies={security.policies} />
          <Card title="Due dates">
            <SlaFiguresView figures={security.sla} days={security.days} />
          </Card>
          {security.byKind.length > 0 && (
            <Card title="By kind" beside="open">
              <Bars
                label="Open findings by kind"
                bars={security.byKind.map(({ kind, open, link }) => ({
                  key: kind,
                  label: KIND[kind].label,
                  value: open,
                  figure: <CountLink link={link} value={open} />,
                }))}
              />
            </Card>
          )}
        </>
      )}
    </RoleGrid>
  )
}

const todayOf = ({ queue, newToday, exploited, top, reopenedToday, fixedToday }: SecurityOverview) => [
  { label: 'In the queue', value: queue.count, link: queue.link },
  { label: 'New today', value: newToday.count, link: newToday.link },
  { label: 'Known exploited', value: exploited.count, link: exploited.link },
  { label: topWords(top.link), value: top.count, link: top.link },
  { label: 'Came back today', value: reopenedToday.count, link: reopenedToday.link },
  { label: 'Fixed today', value: fixedToday.count, link: fixedToday.link },
]

/** The threshold is the API's; its link says which. */
const topWords = (link: string | null): string => {
  const least = link === null ? undefined : parseSearch(link).minScore
  return least ? `Score ${least} or more` : 'Highest scores'
}

interface LinkedFindingsProps {
  title: string
  beside?: string
  all: { count: number; link: string | null; items: Finding[] }
  none: string
}

/** Some findings, and the way to all of them. */
export const LinkedFindings = ({ title, beside, all, none }: LinkedFindingsProps) => (
  <Card
    title={title}
    beside={
      <>
        {beside && `${beside}${all.count > 0 ? ' · ' : ''}`}
        {all.count > 0 && <RowsLink link={all.link}>All {counted(all.count, 'finding')}</RowsLink>}
      </>
    }
  >
    <FindingRows findings={all.items} search={all.link === null ? {} : parseSearch(all.link)} none={none} />
  </Card>
)

function PoliciesFiring({ policies }: { policies: SecurityOverview['policies'] }) {
  return (
    <Card title="Policies firing" beside={<Link to="/policies">All policies</Link>}>
      {!policies ? (
        <p className={styles.quiet}>Which rules fire is known of today only, not of past days.</p>
      ) : policies.length === 0 ? (
        <p className={styles.quiet}>No rule holds for an open finding.</p>
      ) : (
        <PlainTable label="Policies firing" heads={['Policy', 'Rule', 'Effect', { end: 'Findings' }]}>
          {policies.map(({ policy, rule, effect, findings, link }) => (
            <tr key={`${policy} ${rule} ${effect}`}>
              <td>{policy}</td>
              <td>{rule}</td>
              <td>{EFFECT[effect as PolicyEffect]?.label ?? effect}</td>
              <td data-end="">
                <CountLink link={link} value={findings} />
              </td>
            </tr>
          ))}
        </PlainTable>
      )}
    </Card>
  )
}
