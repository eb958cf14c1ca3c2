import { ActionIcon } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { Context } from '../api/types.ts'
import type { Column } from '../list/column.ts'
import { RowLink, RowName } from '../list/row-links.tsx'
import { ago, counted, dateTime, score } from '../words/format.ts'
import { ASSET_KIND, CRITICALITY, ENVIRONMENT, EXPOSURE } from '../words/labels.ts'
import { SeverityCounts } from '../words/severity-counts.tsx'
import { TwoLines } from '../words/two-lines.tsx'
import { dataWords } from './data-classes.ts'
import { DeployableContext, DeployableLines, DeployableName } from './deployable-cells.tsx'
import { foundContext } from './found-context.ts'
import styles from './inventory-columns.module.css'
import type { InventoryRow } from './inventory-row.ts'

type Toggle = (id: string) => void

export const inventoryColumns = (onToggle: Toggle): Column<InventoryRow>[] => [
  {
    id: 'name',
    header: 'Application, asset',
    width: 'title',
    priority: 1,
    sort: { by: 'name', first: 'asc' },
    cell: (row) => <Name row={row} onToggle={onToggle} />,
  },
  {
    id: 'context',
    header: 'Context',
    width: 'title',
    priority: 4,
    cell: (row) =>
      row.type === 'deployable' ? (
        <DeployableContext node={row.node} />
      ) : (
        <span className={styles.quiet}>{contextWords(row)}</span>
      ),
  },
  {
    id: 'team',
    header: 'Team',
    width: 'short',
    priority: 5,
    cell: (row) => (
      <span className={styles.quiet}>
        {row.type === 'application' ? (row.application.team?.name ?? '–') : ''}
      </span>
    ),
  },
  {
    id: 'open',
    header: 'Open findings',
    width: 'counts',
    priority: 2,
    sort: { by: 'open', first: 'desc' },
    cell: (row) => <Open row={row} />,
  },
  {
    id: 'topScore',
    header: 'Top score',
    width: 'short',
    align: 'end',
    priority: 3,
    sort: { by: 'topScore', first: 'desc' },
    cell: (row) => <TopScore row={row} />,
  },
  {
    id: 'lastReport',
    header: 'Last report',
    width: 'short',
    align: 'end',
    priority: 6,
    cell: (row) => <LastReport at={lastReportOf(row)} />,
  },
]

function lastReportOf(row: InventoryRow): string | null {
  if (row.type === 'application') return row.application.lastReportAt
  return row.type === 'asset' ? row.asset.lastReportAt : null
}

const LastReport = ({ at }: { at: string | null }) =>
  at && (
    <time className={styles.quiet} dateTime={at} title={dateTime(at)}>
      {ago(at)}
    </time>
  )

export const inventoryLines = (onToggle: Toggle) => (row: InventoryRow) =>
  row.type === 'deployable' ? (
    <DeployableLines node={row.node} />
  ) : (
    <TwoLines
      title={<Name row={row} onToggle={onToggle} />}
      below={<Open row={row} />}
      end={<TopScore row={row} />}
    />
  )

function Name({ row, onToggle }: { row: InventoryRow; onToggle: Toggle }) {
  if (row.type === 'asset') {
    return (
      <span className={styles.asset}>
        <RowName href={`/asset/${row.id}`} className={styles.name}>
          {row.asset.name}
        </RowName>
        <span className={styles.kind}>{ASSET_KIND[row.asset.kind]}</span>
      </span>
    )
  }
  if (row.type === 'deployable') return <DeployableName node={row.node} />
  if (row.type === 'more')
    return (
      <span className={styles.deployable}>
        <RowName href={`/asset/${row.id}?tab=estate`} className={styles.quiet}>
          {counted(row.deployables, 'more deployable')}
        </RowName>
      </span>
    )
  const Chevron = row.expanded ? IconChevronDown : IconChevronRight
  const name = row.type === 'application' ? row.application.name : 'Without an application'
  const assets = row.type === 'application' ? row.application.assets : row.assets
  return (
    <span className={styles.application}>
      <ActionIcon
        size="sm"
        tabIndex={-1}
        aria-expanded={row.expanded}
        aria-label={`Assets of ${name}`}
        onClick={() => onToggle(row.id)}
      >
        <Chevron />
      </ActionIcon>
      {row.type === 'application' ? (
        <RowName href={`/applications/${row.id}`} className={styles.name}>
          {name}
        </RowName>
      ) : (
        <span className={styles.quiet}>{name}</span>
      )}
      <span className={styles.kind}>{counted(assets, 'asset')}</span>
    </span>
  )
}

function Open({ row }: { row: InventoryRow }) {
  if (row.type === 'application')
    return <SeverityCounts open={row.application.open} search={{ application: row.id }} inRow />
  if (row.type === 'asset') return <SeverityCounts open={row.asset.open} search={{ asset: row.id }} inRow />
  if (row.type !== 'unassigned') return null
  return <RowLink href="/findings?state=open&application=none">their findings</RowLink>
}

function TopScore({ row }: { row: InventoryRow }) {
  if (row.type !== 'application' && row.type !== 'asset') return null
  const top = row.type === 'application' ? row.application.topScore : row.asset.topScore
  return <span className={styles.score}>{top > 0 ? score(top) : '–'}</span>
}

/** `High · Internet (found) · Production · PII`, or what is missing. What discovery found may be overruled. */
function contextWords(row: InventoryRow): string {
  if (row.type !== 'application' && row.type !== 'asset') return ''
  const context: Context = row.type === 'asset' ? row.asset.effective : row.application
  const found = row.type === 'asset' ? foundContext(row.asset, row.inherited) : undefined
  const words = [
    context.criticality && CRITICALITY[context.criticality],
    context.exposure && `${EXPOSURE[context.exposure]}${found?.exposure ? ' (found)' : ''}`,
    context.environment && ENVIRONMENT[context.environment],
    context.dataClasses?.length && `${dataWords(context.dataClasses)}${found?.dataClasses ? ' (found)' : ''}`,
  ].filter(Boolean)
  return words.length > 0 ? words.join(' · ') : 'nobody has said'
}
